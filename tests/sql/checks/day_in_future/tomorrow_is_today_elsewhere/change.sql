UPDATE articles SET published_on = '2024-05-02' WHERE run_id LIKE 'e1%';
