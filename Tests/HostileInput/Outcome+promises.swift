import Casework
import Contracts

extension Entrance.Outcome {
    /// A dead letter, a receipt or an HTTP answer carries the problems, and none of these may be longer than a message.
    private static let longestAnswer = 256 * 1024

    /// What came of reading something, and whether its answer is one that a stranger can be given.
    init<Subject>(_ reading: Reading<Subject>) {
        switch reading {
        case .good(_, let warnings):
            self.init(codes: ["accepted"])
            expect(!warnings.refuse, "accepted, and refused in a warning")
            answer(warnings)
        case .bad(let problems):
            self.init(codes: Set(problems.filter { $0.severity != .warning }.map(\.code)).sorted())
            expect(problems.contains { $0.severity != .warning }, "refused without a reason")
            answer(problems)
        }
    }

    /// What holds of the problems in any answer (design section 3, promise 8).
    mutating func answer(_ problems: [Problem]) {
        let length = problems.reduce(0) { $0 + $1.pointer.utf8.count + $1.zh.utf8.count + $1.en.utf8.count }
        expect(length <= Self.longestAnswer, "the answer has \(length) bytes")
        expect(problems.allSatisfy { !$0.zh.isEmpty && !$0.en.isEmpty }, "a problem without words")
        let signs = problems.allSatisfy { problem in
            problem.code.utf8.allSatisfy { (0x41...0x5A).contains($0) || (0x30...0x39).contains($0) || $0 == 0x5F }
        }
        expect(signs, "a code with other signs than capitals, digits and _")
    }

    mutating func expect(_ holds: Bool, _ promise: @autoclosure () -> String) {
        if !holds { broken.append(promise()) }
    }

    /// This and what came of the next reading.
    mutating func add(_ next: Entrance.Outcome) {
        codes = next.codes
        broken += next.broken
    }
}
