import Interface

extension HelpIndex {
  /// What has to do with a word: names first, then summaries, then details and parameters; in each, the shorter first.
  ///
  /// - Parameter rows: lines shown at most.
  public func apropos(_ word: String, width: Int = 100, rows: Int = 20) -> String {
    let wanted = word.lowercased().trimmingSpace
    guard !wanted.isEmpty else { return "apropos \"word\" searches names, summaries, details, parameters, kinds and plugins" }
    var found: [(rank: Int, name: String, summary: String)] = []
    func add(_ name: String, _ summary: String, _ words: String) {
      let rank: Int
      let lowercased = name.lowercased()
      if lowercased == wanted || lowercased.hasSuffix("." + wanted) || lowercased.hasSuffix(":" + wanted) || lowercased.hasSuffix("/" + wanted) {
        rank = 0
      } else if lowercased.contains(wanted) {
        rank = 1
      } else if summary.lowercased().contains(wanted) {
        rank = 2
      } else if words.lowercased().contains(wanted) {
        rank = 3
      } else {
        return
      }
      found.append((rank, name, summary))
    }
    for entry in declarations { add(entry.name, entry.summary, entry.words) }
    for topic in modules.flatMap({ $0.topics() }) { add(topic.name, topic.summary(), topic.text(100)) }
    for entry in LuaLibrary.entries { add(entry.name, entry.summary, entry.signature) }
    guard !found.isEmpty else {
      var page = Page(width: width)
      let meant = wanted.utf8.count < 64 ? suggestion(for: wanted, among: topics) : nil
      page.paragraph("nothing has to do with '\(word.prefix(64))'" + (meant.map { ": did you mean '\($0)'?" } ?? ""))
      return page.text
    }
    found.sort { ($0.rank, $0.name.count, $0.name) < ($1.rank, $1.name.count, $1.name) }
    var shown = min(found.count, max(1, rows))
    while true {
      var page = Page(width: width)
      page.rows(found.prefix(shown).map { [$0.name, $0.summary] }, indent: 0)
      if page.lines.count <= rows || shown == 1 {
        if shown < found.count { page.line("… (+\(Literal.grouped(found.count - shown)) more)") }
        return page.text
      }
      shown -= 1
    }
  }
}
