"""City pack and election pack: areas, venues, organisers, rules, vocabularies; the gazetteer."""
