UPDATE quotes SET speaker_id = NULL WHERE speaker_id LIKE 'c2%';
