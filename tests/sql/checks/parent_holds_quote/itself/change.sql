UPDATE quotes SET parent_quote_id = quote_id WHERE quote_id LIKE 'b3%';
