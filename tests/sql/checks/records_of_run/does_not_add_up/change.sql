UPDATE runs SET n_duplicates = 0 WHERE run_id LIKE 'e2%'; UPDATE sources SET n_duplicates = 0 WHERE run_id LIKE 'e2%';
