UPDATE quotes SET month = '2024-03' WHERE published_on = '2024-02-01';
