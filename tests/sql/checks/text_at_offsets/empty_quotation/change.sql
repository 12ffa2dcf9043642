UPDATE quotes SET "end" = start WHERE quote_id LIKE 'b3%';
