UPDATE speakers SET n_quotes = 1 WHERE speaker_id LIKE 'c1%';
