// Colony
