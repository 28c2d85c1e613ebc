import Casework
import Contracts
import Fleet
import Foundation

/// Whether somebody is woken for an urgent task; says nothing in a home without `hooks.yaml`.
struct HookChecks {
    let home: Home
    let contracts: String
    /// What each process that answers says of itself (`GET /status`).
    let statuses: [String: Value]

    private let subject = Words(zh: "紧急呼叫", en: "urgent calls")

    func findings() -> [Finding] {
        guard FileManager.default.fileExists(atPath: home.hooksFile) else { return [] }
        guard case .good(let books, _) = Books.load(directory: contracts) else {
            let detail = Words(zh: "contracts 目录不可用", en: "the contracts folder cannot be used")
            return [.ill(subject, detail, Words("huiban workflow check"))]
        }
        guard let file = HooksFile.load(home.hooksFile, registry: books.registry) else { return [] }
        let ill =
            file.problems.map(faulty) + file.hooks.entries.values.sorted { $0.place < $1.place }.compactMap(absent)
        let found = ill + failing + silent(file.hooks, books)
        let count = file.hooks.entries.count
        return found.isEmpty ? [.well(subject, Words(zh: "\(count) 处", en: "\(count) hooks"))] : found
    }

    private func faulty(_ problem: Problem) -> Finding {
        .ill(
            subject,
            Words(
                zh: "\(problem.code) \(problem.pointer)：\(problem.zh)",
                en: "\(problem.code) \(problem.pointer): \(problem.en)"
            ),
            Words(
                zh: "改正 \(home.hooksFile)，再 huiban down、up",
                en: "correct \(home.hooksFile), then huiban down and up"
            )
        )
    }

    private func absent(_ hook: Hook) -> Finding? {
        guard case .command(let words) = hook.way, !FileManager.default.isExecutableFile(atPath: words[0]) else {
            return nil
        }
        return .ill(
            subject,
            Words(zh: "\(hook.place)：\(words[0]) 不能执行", en: "\(hook.place): \(words[0]) cannot be run"),
            Words(zh: "chmod +x，或改正路径", en: "chmod +x, or correct the path")
        )
    }

    /// Hooks whose last call reached nobody.
    private var failing: [Finding] {
        statuses.sorted { $0.key < $1.key }.flatMap { process, status in
            (status["hooks"]?["failing"]?.object ?? [:]).sorted { $0.key < $1.key }.map { place, reason in
                .ill(
                    subject,
                    Words(
                        zh: "\(place)：呼叫失败，\(reason.text ?? "")",
                        en: "\(place): the last call failed, \(reason.text ?? "")"
                    ),
                    Words(zh: "查看 \(home.log(process))", en: "see \(home.log(process))")
                )
            }
        }
    }

    private func silent(_ hooks: Hooks, _ books: Books) -> [Finding] {
        let urgent = UrgentPlaces(
            workflows: Array(books.workflows.values),
            agencies: books.registry.agencies.keys.filter { $0 != "coordinator" }
        )
        let silent = urgent.places.filter { place in
            let parts = place.split(separator: "/").map(String.init)
            return hooks.hook(agency: parts[0], unit: parts.count > 1 ? parts[1] : nil) == nil
        }
        guard !silent.isEmpty else { return [] }
        return [
            .ill(
                subject,
                Words(
                    zh: "无人被呼叫：\(silent.joined(separator: "、"))",
                    en: "nobody is called for \(silent.joined(separator: ", "))"
                ),
                Words(zh: "在 \(home.hooksFile) 中添加", en: "add them to \(home.hooksFile)"),
                isWarning: true
            )
        ]
    }
}
