UPDATE quote_parts SET article_id = rpad('a2', 20, '0') WHERE quote_id LIKE 'b2%';
