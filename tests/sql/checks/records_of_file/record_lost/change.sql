UPDATE sources SET n_records = 3 WHERE source_path = '/in/c.csv';
