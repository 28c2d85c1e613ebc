import ArgumentParser
import Casework
import Contracts
import EventStore
import Fleet
import Foundation

extension RetentionCommand {
    /// Destroys what names people in the cases whose term is over, in each file in turn, while the fleet is down.
    struct Destroy: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "销毁。 Destroys what names people in cases whose term is over; two people, the fleet down.",
            discussion: "中断后再运行一次即可完成。 Interrupted, run it again: it completes what was begun."
        )
        @OptionGroup var common: CommonOptions
        @Option(name: .long, help: "截止日期 terms over before this day, 2035-01-01") var by: String
        @Option(name: .long, help: "决定人 who decides it") var `as`: String
        @Option(name: .long, help: "监销人 who watches over it") var second: String
        @Option(name: .long, help: "理由 why") var reason: String
        @Flag(name: .long, help: "只列清册 only list") var dryRun = false

        func run() async throws {
            let voice = common.voice
            guard let day = LocalDate(by) else {
                throw voice.stop(.usage, zh: "日期应写作2035-01-01", en: "A date is written 2035-01-01")
            }
            try checkPeople()
            try check(day)
            let bench = try RepairBench(common)
            for plan in bench.plans { try bench.checkStopped(plan.name) }
            let list = try bench.run(try bench.plan("coordinator"), ["--expired", "\(day)"])
            guard list.code == 0 else { throw ExitCode(list.code) }
            voice.show(list: list.value, RetentionCommand.columns)
            guard !dryRun else { return }
            let cases = Listing.rows(list.value).compactMap { $0["id"]?.text }
            let order = DestructionOrder(cases: cases, by: self.as, second: second, reason: reason)
            let file = common.fleetHome.path("destruction.json")
            try DurableFile.write(json: order, to: file)
            defer { unlink(file) }
            try await bench.withBroker { try carryOut(file, bench) }
            voice.say(
                zh: "此前的备份不能再单独使用：请再做一份（huiban backup 目录）。",
                en: "Earlier back-ups cannot be used alone any more: make another (huiban backup DIR)."
            )
        }

        /// The coordinator comes last: its file says what is on the list, so that a second run finds it there until the
        /// agencies are done.
        private func carryOut(_ file: String, _ bench: RepairBench) throws {
            for plan in bench.plans.filter({ $0.name != "coordinator" })
                + bench.plans.filter({ $0.name == "coordinator" })
            {
                let report = try bench.run(plan, ["--destroy", file])
                guard report.code == 0 else { throw ExitCode(report.code) }
                let count = report.value["destroyed"]?.list?.count ?? 0
                let files = report.value["files"]?.integer ?? 0
                common.voice.say(
                    zh: "\(plan.name)：销毁\(count)件的个人信息，附件\(files)个。",
                    en: "\(plan.name): destroyed what names people in \(count) cases, \(files) attachments."
                )
            }
        }

        /// No term is over before its day has come; a list may look ahead.
        private func check(_ day: LocalDate) throws {
            let today = LocalDate(try FleetClock(home: common.fleetHome).now())
            guard !dryRun, day > today.adding(days: 1) else { return }
            throw common.voice.stop(
                .refused,
                zh: "DATE_IN_FUTURE 今天是\(today)，未届满的不得销毁；只看清册请用--dry-run。",
                en: "DATE_IN_FUTURE Today is \(today): what is not over is not destroyed; --dry-run only lists."
            )
        }

        /// Two people of the registry, one of them a leader (销毁须两人监销).
        private func checkPeople() throws {
            let people = try common.staff().people
            guard let first = people[self.as] else { throw common.unknown(self.as) }
            guard let other = people[second] else { throw common.unknown(second) }
            guard first.id != other.id else {
                throw common.voice.stop(
                    .refused,
                    zh: "TWO_PEOPLE 销毁须两人监销，决定人与监销人不得为同一人。",
                    en: "TWO_PEOPLE It takes two people: who decides and who watches are not the same."
                )
            }
            guard first.roles.contains(.leader) || other.roles.contains(.leader) else {
                throw common.voice.stop(
                    .refused,
                    zh: "LEADER_MISSING 两人中须有一位负责人。",
                    en: "LEADER_MISSING One of the two must be a leader."
                )
            }
            guard !reason.trimmingCharacters(in: .whitespacesAndNewlines).isEmpty else {
                throw common.voice.stop(.refused, zh: "REASON_MISSING 请写明理由。", en: "REASON_MISSING Say why.")
            }
        }
    }
}
