UPDATE articles SET published_on = '2024-05-03' WHERE run_id LIKE 'e1%' AND published_on IS NOT NULL;
