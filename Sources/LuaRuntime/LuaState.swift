import CLuaBridge
public import Interface
import Kernels

/// A Lua interpreter with its own memory limit, and the native functions installed in it.
///
/// It belongs to one thread at a time.
public final class LuaState {
  public struct Configuration {
    /// Called with what scripts print.
    public typealias Output = (UnsafeRawBufferPointer) -> Void

    /// The closed, deterministic environment of a policy; otherwise the whole of Lua, for text the user trusts.
    public var isPolicy: Bool
    /// Bytes, of Lua's objects and the native buffers they own.
    public var memoryLimit: Int
    /// VM instructions one call may spend (native work is charged by its size); 0 for no limit.
    public var budget: Int64
    /// Whether Ctrl-C ends its calls. A colony's policies end by their budget alone.
    public var isInterruptible: Bool
    public var output: Output

    public init(isPolicy: Bool, memoryLimit: Int, budget: Int64, isInterruptible: Bool, output: @escaping Output) {
      self.isPolicy = isPolicy
      self.memoryLimit = memoryLimit
      self.budget = budget
      self.isInterruptible = isInterruptible
      self.output = output
    }

    public static func trusted(memoryLimit: Int = .max, output: @escaping Output) -> Configuration {
      Configuration(isPolicy: false, memoryLimit: memoryLimit, budget: 0, isInterruptible: true, output: output)
    }
    public static func policy(
      memoryLimit: Int = 32 << 20, budget: Int64 = 10_000_000, isInterruptible: Bool = true, output: @escaping Output = { _ in }
    ) -> Configuration {
      Configuration(isPolicy: true, memoryLimit: memoryLimit, budget: budget, isInterruptible: isInterruptible, output: output)
    }
  }

  public let configuration: Configuration
  /// What was installed, for help and completion.
  public private(set) var modules: [Module] = []
  let host: OpaquePointer
  let frame: LuaCallFrame
  let declarations: DeclarationStore
  private let output: Unmanaged<OutputBox>

  /// - Throws: a memory error where the limit leaves no room for the standard library.
  public init(_ configuration: Configuration) throws(LuaError) {
    self.configuration = configuration
    output = .passRetained(OutputBox(configuration.output))
    var settings = fm_configuration()
    settings.is_policy = configuration.isPolicy
    settings.is_interruptible = configuration.isInterruptible
    settings.memory_limit = configuration.memoryLimit == .max ? .max : max(0, configuration.memoryLimit)
    settings.budget = configuration.budget
    settings.context = output.toOpaque()
    settings.output = { context, bytes, count in
      Unmanaged<OutputBox>.fromOpaque(context!).takeUnretainedValue().write(UnsafeRawBufferPointer(start: bytes, count: count))
    }
    settings.suggest = nearestName
    settings.retain = { _ = Unmanaged<AnyObject>.fromOpaque($0!).retain() }
    settings.release = { Unmanaged<AnyObject>.fromOpaque($0!).release() }
    guard let host = fm_host_create(&settings) else {
      output.release()
      throw LuaError(.memory, "not enough memory for a Lua state (limit \(configuration.memoryLimit) bytes)")
    }
    self.host = host
    frame = LuaCallFrame()
    declarations = DeclarationStore(host: host)
    frame.state = self
  }

  deinit {
    fm_host_destroy(host)
    output.release()
  }

  /// Bytes in use, native buffers included.
  public var memory: Int { fm_host_memory(host) }
  /// Instructions the last call spent; 0 in a trusted state.
  public var spent: Int64 { configuration.isPolicy ? fm_host_spent(host) : 0 }

  /// Adds modules' functions as global tables; a module named "" adds plain globals. In a policy state only functions
  /// that are safe for policies are added.
  public func install(modules added: [Module]) throws(LuaError) {
    for module in added {
      for type in module.classes { try define(type) }
      try define(module)
      modules.append(module)
    }
  }

  private func define(_ module: Module) throws(LuaError) {
    let functions = module.functions.filter { !configuration.isPolicy || $0.isPolicySafe }
    if configuration.isPolicy && functions.isEmpty && module.constants.isEmpty { return }
    let bindings = declarations.group(functions, frame: frame) { module.name.isEmpty ? $0.name : "\(module.name).\($0.name)" }
    let names = declarations.names(module.constants.map(\.name))
    let arena = fm_arena_create(host)!
    defer { fm_arena_free(arena) }
    let constants = module.constants.map { constant in
      switch constant.content {
      case .integer(let value): plain(.integer(value), in: arena)
      case .number(let value): plain(.number(value), in: arena)
      case .string(let value): plain(.string(value), in: arena)
      }
    }
    try check(
      fm_module_define(
        host, declarations.text(module.name), bindings.bindings, bindings.names, Int32(functions.count), constants, names,
        Int32(constants.count)))
  }

  private func define(_ type: Class) throws(LuaError) {
    func group(_ functions: [Function], isOperator: Bool = false) -> DeclarationStore.Group {
      let safe = functions.filter { !configuration.isPolicy || $0.isPolicySafe || isOperator || $0.parameters.count == 1 && $0.results.count == 1 && isField($0) }
      return declarations.group(safe, frame: frame, isMethod: true, isOperator: isOperator) { "\(type.name):\($0.name)" }
    }
    func isField(_ function: Function) -> Bool { type.fields.contains { $0.name == function.name } }
    let methods = group(type.methods), fields = group(type.fields), operators = group(type.operators, isOperator: true)
    try check(
      fm_class_define(
        host, fm_class_named(host, type.name), methods.bindings, methods.names, methods.count, fields.bindings, fields.names,
        fields.count, operators.bindings, operators.names, operators.count))
  }

  /// Closes a policy's globals: from now on assigning one is an error that names the line.
  public func seal() throws(LuaError) { try check(fm_seal(host)) }

  /// Compiles `text` (never a binary chunk).
  ///
  /// - Parameters:
  ///   - chunkName: as in Lua: "@file.lua" for files, "=name" for other places, else the text itself.
  ///   - environment: a table it takes for its globals, as `ScriptFrame.environment()`.
  /// - Throws: a syntax error; `isIncomplete` where more lines may complete it.
  public func load(_ text: String, chunkName: String, environment: LuaReference? = nil) throws(LuaError) -> LuaFunction {
    var reference: Int32 = 0
    try check(fm_load(host, text, text.utf8.count, chunkName, environment?.id ?? LUA_NOREF, &reference))
    return LuaFunction(state: self, id: reference)
  }

  func check(_ status: fm_status) throws(LuaError) {
    if status != FM_OK { throw LuaError(status, of: self) }
  }
}

final class OutputBox {
  let write: LuaState.Configuration.Output
  init(_ write: @escaping LuaState.Configuration.Output) { self.write = write }
}

private let nearestName: @convention(c) (UnsafePointer<CChar>?, UnsafePointer<UnsafePointer<CChar>?>?, Int32) -> Int32 = {
  word, names, count in
  let candidates = (0..<Int(count)).map { String(cString: names![$0]!) }
  let word = String(cString: word!)
  // Any other letter would be as near.
  guard word.utf8.count > 1, let nearest = suggestion(for: word, among: candidates) else { return -1 }
  return Int32(candidates.firstIndex(of: nearest)!)
}
