INSERT INTO quotes BY NAME SELECT rpad('a4', 20, '0') AS article_id FROM range(18);
