DELETE FROM sources WHERE run_id LIKE 'e2%';
