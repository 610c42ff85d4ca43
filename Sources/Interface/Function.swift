/// One native function as scripts see it: the single source of its binding, argument checks, help, completion,
/// type stub and manual entry.
public struct Function: Sendable {
  public typealias Body = @Sendable (any CallFrame) throws -> Void

  public var name: String
  public var summary: String
  /// More than the summary: shapes, errors, complexity, source.
  public var detail: String
  public var parameters: [Parameter]
  /// Whether arguments past the last parameter are allowed; they have its type.
  public var isVariadic: Bool
  public var results: [Parameter]
  /// A line a user may type, and the tests do.
  public var example: String
  /// Whether a policy may call it: it must be deterministic, bounded and free of I/O.
  public var isPolicySafe: Bool
  /// What it raises besides complaints about its arguments' types and ranges: a sentence each.
  public var errors: [String]
  /// Where it is declared: module and file as `#fileID` has them, and the line.
  public var place: Place
  /// Runs after the arguments have been held to their declarations.
  public let body: Body

  public struct Place: Sendable, Equatable {
    public var file: String
    public var line: Int
    public init(file: String, line: Int) {
      self.file = file
      self.line = line
    }
  }

  /// The general form. Prefer the typed initialisers, which can't disagree with their closure.
  public init(
    _ name: String, _ summary: String, detail: String = "", parameters: [Parameter], isVariadic: Bool = false,
    results: [Parameter] = [], example: String, isPolicySafe: Bool = false, errors: [String] = [], file: String = #fileID,
    line: Int = #line, body: @escaping Body
  ) {
    self.name = name
    self.summary = summary
    self.detail = detail
    self.parameters = parameters
    self.isVariadic = isVariadic
    self.results = results
    self.example = example
    self.isPolicySafe = isPolicySafe
    self.errors = errors
    place = Place(file: file, line: line)
    self.body = Self.checking(parameters, body)
  }
}

// Fixed arity: the compiler specialises these, and a call costs a few nanoseconds over the bare trampoline.
// A closure without a result returns `Nothing`, i.e. ends without a `return`.
extension Function {
  @inlinable public init<R: Passable>(
    _ name: String, _ summary: String, detail: String = "", returns: Parameter, example: String,
    isPolicySafe: Bool = false, errors: [String] = [], file: String = #fileID, line: Int = #line,
    _ body: @escaping @Sendable () throws -> R
  ) {
    self.init(name, summary, detail: detail, parameters: [], results: declaredResults(R.self, returns), example: example, isPolicySafe: isPolicySafe, errors: errors, file: file, line: line) { frame in
      try body().write(frame)
    }
  }

  @inlinable public init<A: Passable, R: Passable>(
    _ name: String, _ summary: String, detail: String = "", _ a: Typed<A>, returns: Parameter, example: String,
    isPolicySafe: Bool = false, errors: [String] = [], file: String = #fileID, line: Int = #line,
    _ body: @escaping @Sendable (A) throws -> R
  ) {
    self.init(name, summary, detail: detail, parameters: [a.parameter], results: declaredResults(R.self, returns), example: example, isPolicySafe: isPolicySafe, errors: errors, file: file, line: line) { frame in
      try body(A.read(frame, 0)).write(frame)
    }
  }

  @inlinable public init<A: Passable, B: Passable, R: Passable>(
    _ name: String, _ summary: String, detail: String = "", _ a: Typed<A>, _ b: Typed<B>, returns: Parameter,
    example: String, isPolicySafe: Bool = false, errors: [String] = [], file: String = #fileID, line: Int = #line,
    _ body: @escaping @Sendable (A, B) throws -> R
  ) {
    self.init(name, summary, detail: detail, parameters: [a.parameter, b.parameter], results: declaredResults(R.self, returns), example: example, isPolicySafe: isPolicySafe, errors: errors, file: file, line: line) {
      frame in try body(A.read(frame, 0), B.read(frame, 1)).write(frame)
    }
  }

  @inlinable public init<A: Passable, B: Passable, C: Passable, R: Passable>(
    _ name: String, _ summary: String, detail: String = "", _ a: Typed<A>, _ b: Typed<B>, _ c: Typed<C>,
    returns: Parameter, example: String, isPolicySafe: Bool = false, errors: [String] = [], file: String = #fileID, line: Int = #line,
    _ body: @escaping @Sendable (A, B, C) throws -> R
  ) {
    self.init(name, summary, detail: detail, parameters: [a.parameter, b.parameter, c.parameter], results: declaredResults(R.self, returns), example: example, isPolicySafe: isPolicySafe, errors: errors, file: file, line: line) {
      frame in try body(A.read(frame, 0), B.read(frame, 1), C.read(frame, 2)).write(frame)
    }
  }

  @inlinable public init<A: Passable, B: Passable, C: Passable, D: Passable, R: Passable>(
    _ name: String, _ summary: String, detail: String = "", _ a: Typed<A>, _ b: Typed<B>, _ c: Typed<C>, _ d: Typed<D>,
    returns: Parameter, example: String, isPolicySafe: Bool = false, errors: [String] = [], file: String = #fileID, line: Int = #line,
    _ body: @escaping @Sendable (A, B, C, D) throws -> R
  ) {
    self.init(name, summary, detail: detail, parameters: [a.parameter, b.parameter, c.parameter, d.parameter], results: declaredResults(R.self, returns), example: example, isPolicySafe: isPolicySafe, errors: errors, file: file, line: line) {
      frame in try body(A.read(frame, 0), B.read(frame, 1), C.read(frame, 2), D.read(frame, 3)).write(frame)
    }
  }
}

/// What a closure's result is declared as: nothing at all for `Nothing`.
@inlinable func declaredResults<R>(_: R.Type, _ returns: Parameter) -> [Parameter] { R.self == Nothing.self ? [] : [returns] }

extension Parameter {
  /// Declares the result of a function called for its effect, whose closure returns `Nothing()`.
  public static let nothing = Parameter("nothing", .any, isOptional: true)
}

/// The result of a function called for its effect.
public struct Nothing: Passable {
  @inlinable public init() {}
  @inlinable public static func read(_ frame: any CallFrame, _ index: Int) -> Nothing { Nothing() }
  @inlinable public func write(_ frame: any CallFrame) {}
}
