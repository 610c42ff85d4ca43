public import Interface

extension ColonyInterface {
  /// What scripts reach without naming a module.
  public static func globals(_ environment: ColonyEnvironment) -> [Function] {
    [
      Function(
        "jobs", "The colonies that run in the background, in the order they were founded.",
        detail: "Each tells how far it has come in percent, simulated time, tasks, tasks a second and real time. `jobs()[1]:stop()` stops one.",
        returns: Parameter("colonies", .table), example: "#jobs()"
      ) { Table(list: environment.roster.running.map { .object($0) }) }
    ]
  }
}
