DELETE FROM sources WHERE source_path = '/in/b.txt';
