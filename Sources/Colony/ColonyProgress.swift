import Interface
public import Simulation

/// How far a colony had come when it was last between two events. Reading it waits for nothing.
public struct ColonyProgress: Sendable {
  /// Counts the colonies of a session, from 1.
  public var number = 0
  public var isRunning = false
  public var isDone = false
  public var now: Microseconds = 0
  /// Of the arrivals; the last tasks end some time later.
  public var duration: Microseconds = 0
  public var endedCount = 0
  public var taskCount = 0
  /// Real seconds of the background run, and the tasks that ended in it.
  public var elapsed = 0.0
  public var endedInRun = 0

  /// Of the tasks, 0…1.
  public var share: Double { taskCount == 0 ? 1 : Double(endedCount) / Double(taskCount) }

  /// Tasks ended a real second; 0 before there is a rate.
  public var rate: Double { elapsed > 0.01 ? Double(endedInRun) / elapsed : 0 }

  /// "colony 1  43%  400 of 815 s  1,711 of 4,000 tasks  2,300/s  for 12 s"
  public var line: String { ([title] + facts).joined(separator: "  ") }

  public var title: String { "colony \(number)" }

  public var facts: [String] {
    [
      "\(Int(share * 100))%", simulated, "\(Readable.count(endedCount)) of \(Readable.count(taskCount)) tasks",
      "\(Readable.count(Int(rate)))/s", "for \(Readable.duration(elapsed))",
    ]
  }

  private var simulated: String {
    now <= duration ? "\(Readable.count(Int(now.inSeconds))) of \(Readable.count(Int(duration.inSeconds))) s" : "\(Readable.count(Int(now.inSeconds))) s"
  }
}
