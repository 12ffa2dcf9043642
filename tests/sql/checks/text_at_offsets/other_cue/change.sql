UPDATE quotes SET cue = 'says' WHERE quote_id LIKE 'b3%';
