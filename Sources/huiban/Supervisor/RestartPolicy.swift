/// When a process that ended is started again: at once after a long life, ever later after short ones, at last never.
struct RestartPolicy {
    /// What to do about an ended process.
    enum Decision: Hashable {
        /// Start it again after so many seconds.
        case again(after: Double)
        /// Too many short lives, or a process that said a person must act.
        case giveUp
    }

    /// A life shorter than this, in seconds, is a short one.
    static let shortLife = 5.0
    /// So many short lives in a row are too many.
    static let limit = 10
    /// So many exits in a row before it was ever ready are too many: it says why in its log, and says the same again.
    static let refusalLimit = 5
    /// The exit code by which a process says that starting it again cannot help (EX_CONFIG of sysexits.h).
    static let refusal: Int32 = 78
    /// The exit code for wrong arguments.
    static let wrongUse: Int32 = 2

    private(set) var shortLives = 0
    private var refusals = 0

    /// Judges an end.
    ///
    /// - Parameters:
    ///   - end: how it ended.
    ///   - lifetime: seconds from start to end.
    ///   - wasReady: whether it had come to answer.
    ///   - chance: a random number in 0..<1, so that processes felled by one cause do not come back in step.
    /// - Returns: whether and when to start it again.
    mutating func ended(_ end: Child.End, after lifetime: Double, wasReady: Bool, chance: Double) -> Decision {
        if end == .exited(Self.refusal) || end == .exited(Self.wrongUse) { return .giveUp }
        shortLives = lifetime < Self.shortLife ? shortLives + 1 : 0
        if case .exited = end, !wasReady { refusals += 1 } else { refusals = 0 }
        if shortLives >= Self.limit || refusals >= Self.refusalLimit { return .giveUp }
        var delay = 0.2
        for _ in 0..<min(shortLives, 6) { delay *= 2 }
        return .again(after: delay * (0.5 + chance / 2))
    }
}
