UPDATE quoted_spans SET text = 'foes' WHERE article_id LIKE 'a2%' AND start < 37;
