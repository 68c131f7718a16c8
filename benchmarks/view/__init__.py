"""How fast a page of the graph opens and moves in a browser, and its pictures for the documents."""
