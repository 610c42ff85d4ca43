import Interface

extension Profile {
  static let declaration = Class(
    className, "Where a function spent its time: what `profile` found.",
    methods: [
      Function(
        "folded", "A line a stack, `main chunk;f;g 12`: what flame graphs are drawn from.", .object("profile") as Typed<Profile>,
        returns: Parameter("text", .string), example: "profile(sleep, 0.01):folded()"
      ) { $0.folded },
      Function(
        "save", "Writes the folded stacks to a file.", .object("profile") as Typed<Profile>, .string("path"), returns: .nothing,
        example: "profile(sleep, 0.01):save(\"/dev/null\")", errors: ["the file cannot be written"]
      ) { profile, path in
        try profile.save(path)
        return Nothing()
      },
      Function(
        "functions", "The functions found, those that took most themselves first.", .object("profile") as Typed<Profile>,
        returns: .table("functions", elements: share),
        example: "#profile(sleep, 0.01):functions()"
      ) { $0.table($0.functions) },
      Function(
        "lines", "The lines found, those that took most first.", .object("profile") as Typed<Profile>,
        returns: .table("lines", elements: share),
        example: "#profile(sleep, 0.01):lines()"
      ) { $0.table($0.lines) },
    ],
    fields: [
      Function(
        "samples", "How many stacks were found.", .object("profile") as Typed<Profile>, returns: Parameter("samples", .integer), example: "profile(sleep, 0.01).samples"
      ) { Int64($0.samples) },
      Function(
        "seconds", "How long the function took.", .object("profile") as Typed<Profile>,
        returns: Parameter("seconds", .number, unit: "s"), example: "profile(sleep, 0.01).seconds"
      ) { $0.seconds },
    ],
    operators: [.card(of: Profile.self, example: "tostring(profile(sleep, 0.01))")])

  private static let share = Parameter.table(
    "share", fields: [Parameter("name", .string), Parameter("own", .number, unit: "%", "of the samples"), Parameter("total", .number, unit: "%", "with what it called")])

  private func table(_ shares: [Share]) -> Value {
    let all = Double(max(1, samples))
    return .table(
      Table(
        list: shares.map { share in
          ["name": .string(share.name), "own": .number(100 * Double(share.own) / all), "total": .number(100 * Double(share.total) / all)]
        }))
  }
}
