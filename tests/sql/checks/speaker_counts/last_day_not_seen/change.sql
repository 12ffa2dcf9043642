UPDATE speakers SET last_seen = '2024-02-01' WHERE speaker_id LIKE 'c1%';
