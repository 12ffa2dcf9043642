INSERT INTO quotes BY NAME SELECT rpad('a4', 20, '0') AS article_id, CASE WHEN i > 12 THEN rpad('c1', 20, '0') END AS speaker_id FROM range(19) AS numbers(i);
