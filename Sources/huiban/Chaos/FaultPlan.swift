/// What befalls a fleet and when, decided by a seed alone before anything has begun.
struct FaultPlan: Hashable, Sendable {
    /// A fault and its second after the start.
    struct Entry: Hashable, Sendable {
        let at: Double
        let fault: Fault
    }

    let entries: [Entry]

    /// So many faults a minute.
    static let perMinute = 12
    /// Before the first one the fleet is under load.
    static let lead = 3.0

    /// Work queues and journals; `case-events` is what the run is judged by and stays.
    static let queues =
        ["intake", "reports"] + Cast.desks.map { "assignments.\($0)" } + Cast.desks.map { "journal.\($0)" }

    /// Deals decks of two minutes, each with every kind in it, each in an order of its own.
    init(minutes: Int, dice: Dice) {
        let count = minutes * FaultPlan.perMinute
        var faults: [Fault] = []
        var deck = 0
        while faults.count < count {
            faults += FaultPlan.deck(deck, dice)
            deck += 1
        }
        let pace = (Double(minutes) * 60 - FaultPlan.lead) / Double(max(1, count))
        entries = faults.prefix(count).enumerated().map { index, fault in
            let shift = Double(dice.roll("fault \(index)", "when") % 1000) / 1000 * pace
            return Entry(at: FaultPlan.lead + Double(index) * pace + shift, fault: fault)
        }
    }

    private static func deck(_ number: Int, _ dice: Dice) -> [Fault] {
        func one(_ of: [String], _ what: String) -> String {
            of[Int(dice.roll("deck \(number)", what) % UInt64(of.count))]
        }
        func seconds(_ range: ClosedRange<UInt64>, _ what: String) -> Double {
            Double(
                range.lowerBound * 10 + dice.roll("deck \(number)", what)
                    % ((range.upperBound - range.lowerBound) * 10 + 1)
            ) / 10
        }
        var faults = Cast.desks.map { Fault.kill($0) }
        faults += ["coordinator", "housing"].map { Fault.kill($0) }
        for index in 0..<3 { faults.append(.kill(one(Cast.desks, "kill \(index)"))) }
        for index in 0..<4 {
            // Mostly short, one long enough that the broker gives the process up.
            let hold = seconds(index == 0 ? 8...20 : 1...5, "freeze for \(index)")
            faults.append(.freeze(one(Cast.desks, "freeze \(index)"), seconds: hold))
        }
        faults += [.killBroker, .restartBroker, .cutConnections, .cutConnections]
        faults.append(.freezeBroker(seconds: seconds(number.isMultiple(of: 3) ? 18...24 : 1...6, "freeze broker")))
        for index in 0..<3 { faults.append(.deleteQueue(one(queues, "queue \(index)"))) }
        faults.append(.memoryAlarm(seconds: seconds(2...6, "alarm")))
        faults.append(.fullDisk(seconds: seconds(2...6, "disk")))
        return dice.shuffled(faults, "deck \(number)", "order")
    }
}
