import Colony
import Interface
import Testing

@Test func `the roster tells what runs without waiting for it`() throws {
  let environment = ColonyEnvironment(dataFolder: { "" }, makeSource: { nil }, notice: { _ in })
  #expect(environment.roster.statusLine(width: 80) == nil)
  let run = try ColonyRun(smallColony(), in: environment)
  #expect(run.progress.number == 1 && !run.progress.isRunning && run.progress.taskCount > 0)
  try run.start(pace: 0.01)
  #expect(environment.roster.running.map(\.progress.number) == [1])
  let other = try ColonyRun(smallColony(), in: environment)
  try other.start(pace: 0.01)
  run.withColony { _ in  // whoever has the colony keeps nobody from reading the line
    #expect(environment.roster.statusLine(width: 80)?.hasPrefix("2 colonies  1: ") == true)
  }
  other.stop()
  let line = try #require(environment.roster.statusLine(width: 24))
  #expect(line.hasPrefix("colony 1  0%") && line.count <= 24)
  environment.roster.stopAll()
  #expect(environment.roster.running.isEmpty && environment.roster.statusLine(width: 80) == nil)
}

@Test func `a colony's card tells who was suspended and who answers`() throws {
  let colony = try smallColony()
  let slot = try #require(colony.policies["auction"])
  slot.use(rule("auction", "greedy") { frame in
    frame.result(0, Int64(1))
    frame.result(1, Int64.max)
  })
  let run = ColonyRun(colony, in: ColonyEnvironment(dataFolder: { "" }, makeSource: { nil }, notice: { _ in }))
  try run.run(until: .max)
  let text = run.card.text(width: 100)
  #expect(text.contains("auction greedy native (suspended: vickrey answers)"), "\(text)")
  #expect(text.contains("Σ = 0") && text.contains("100%") && text.hasPrefix("colony 1  24 nodes  "))
  for width in [40, 80] { for line in run.card.text(width: width).split(separator: "\n") { #expect(line.count <= width) } }
}
