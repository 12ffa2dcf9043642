UPDATE article_topics SET month = 'undated' WHERE published_on = '2024-02-01';
