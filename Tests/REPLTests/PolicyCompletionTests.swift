import Testing

/// Tab where policies are named, in the program as people have it.
@Suite(.serialized) struct PolicyCompletionTests {
  let home = Home()

  @Test(arguments: [
    ("colony.new{ use = { auct", "auction"), ("colony.new{ use = { auction = 'vi", "vickrey"), ("colony.new{ use = { pheromone = { 'max", "max_min"),
    ("plugin.load('auction/post", "posted_price"), ("plugin.load('auction/posted_price', { sh", "share"), ("c:use('auct", "auction"),
    ("c:use('auction', 'post", "posted_price"), ("c:use('auction', 'posted_price', { sh", "share"), ("colony.new{ nod", "nodes"), ("colony.new{ learning = 'goss", "gossip"),
    ("?auction/post", "posted_price"), ("help 'pheromone/max", "max_min"),
  ])
  func `kinds, names and options of policies complete`(typed: String, word: String) throws {
    let console = try Console(Console.formic, home: home, columns: 120, rows: 30)
    try console.expectPrompt()
    try console.enter("c = colony.new{ nodes = 16, tasks = 8 };")
    console.type(typed + Console.tab)
    try console.expect("'\(word)'") { $0.cursorLine.hasSuffix(word) }
  }
}
