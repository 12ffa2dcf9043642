UPDATE speakers SET first_seen = '2024-01-01' WHERE speaker_id LIKE 'c2%';
