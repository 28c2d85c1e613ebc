import Casework
import Fleet
import Foundation
import RabbitMQ

/// What must be so while the fleet runs.
struct FleetChecks {
    let home: Home
    let installation: Installation
    let file: FleetFile

    func findings() async -> [Finding] {
        guard file.isSupervised else {
            return [
                .ill(
                    Words(zh: "看护进程", en: "supervisor"),
                    Words(zh: "没有运行", en: "not running"),
                    Words(zh: "huiban up --detach", en: "huiban up --detach")
                )
            ]
        }
        var findings = [clock]
        findings += await logins()
        findings.append(await topology())
        for process in file.processes { findings.append(await health(of: process)) }
        return findings
    }

    private var clock: Finding {
        let subject = Words(zh: "时钟", en: "clock")
        do {
            let clock = try FleetClock(home: home)
            let anchor = clock.anchor
            let detail = Words("\(clock.now()) \(anchor.mode.rawValue) ×\(anchor.rate.formatted())")
            guard !anchor.isFrozen, file.phase == .running else {
                let frozen = Words(zh: "\(detail.zh)，静止", en: "\(detail.en), standing still")
                let advice = Words(zh: "等待全部进程就绪", en: "it runs when every process is ready")
                return .ill(subject, frozen, advice, isWarning: true)
            }
            return .well(subject, detail)
        } catch {
            return .ill(subject, Words("\(error)"), Words(zh: "huiban down 后再 up", en: "huiban down, then up"))
        }
    }

    /// Every user of the definitions logs in with the home's credentials.
    private func logins() async -> [Finding] {
        let subject = Words(zh: "消息服务器登录", en: "broker logins")
        var refused: [String] = []
        let users = (definitions?["users"]?.list ?? []).compactMap { $0["name"]?.text }
        for user in users {
            do {
                let options = ConnectionOptions(
                    endpoints: [try Endpoint(Credentials(home: home).brokerURL(of: user))],
                    name: "huiban doctor",
                    connectTimeout: .seconds(3)
                )
                try await Session.with(options, patience: .seconds(3)) { try await $0.connect() }
            } catch {
                refused.append("\(user): \(error)")
            }
        }
        guard refused.isEmpty else {
            return [
                .ill(
                    subject,
                    Words(refused.joined(separator: "; ")),
                    Words(
                        zh: "查看 \(home.log("broker"))；huiban down 后再 up",
                        en: "see \(home.log("broker")); huiban down, then up"
                    )
                )
            ]
        }
        return [.well(subject, Words(zh: "\(users.count) 个用户", en: "\(users.count) users"))]
    }

    private func topology() async -> Finding {
        let subject = Words(zh: "队列与交换机", en: "topology")
        do {
            let options = ConnectionOptions(
                endpoints: [try Endpoint(Credentials(home: home).brokerURL(of: "operator"))],
                name: "huiban doctor"
            )
            let names = (definitions?["queues"]?.list ?? []).compactMap { $0["name"]?.text }
            let missing = try await Session.with(options, patience: .seconds(5)) { session in
                var missing: [String] = []
                for name in names {
                    do {
                        _ = try await session.inspectQueue(name)
                    } catch let error as AMQPError where error.brokerCode == 404 {
                        missing.append(name)
                    }
                }
                return missing
            }
            guard missing.isEmpty else {
                return .ill(
                    subject,
                    Words(zh: "缺少 \(missing.joined(separator: "、"))", en: "missing \(missing.joined(separator: ", "))"),
                    Words(zh: "看护进程会在数秒内重新声明", en: "the supervisor declares it again within seconds")
                )
            }
            return .well(subject, Words(zh: "\(names.count) 个队列", en: "\(names.count) queues"))
        } catch {
            return .ill(subject, Words("\(error)"), Words(zh: "huiban status", en: "huiban status"))
        }
    }

    private func health(of process: FleetFile.Process) async -> Finding {
        let subject = Words(process.name)
        if await HTTPProbe.answers("\(process.url)/health") {
            let again = Words(zh: "，重启 \(process.restarts) 次", en: ", restarted \(process.restarts)x")
            return .well(
                subject,
                Words(
                    zh: "正常\(process.restarts > 0 ? again.zh : "")",
                    en: "healthy\(process.restarts > 0 ? again.en : "")"
                )
            )
        }
        let tail = LogTail.lines(home.log(process.name), count: 1).first ?? ""
        return .ill(
            subject,
            Words(zh: "没有应答（\(process.state.rawValue)）\(tail)", en: "no answer (\(process.state.rawValue)) \(tail)"),
            Words(
                zh: "查看 \(home.log(process.name))，再运行 huiban up",
                en: "see \(home.log(process.name)), then run huiban up"
            )
        )
    }

    private var definitions: Value? { try? DurableFile.read(Value.self, from: installation.definitions) }
}
