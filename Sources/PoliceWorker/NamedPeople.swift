import Contracts

/// Finds people whom a police text names although no file of the case knows them: whoever follows a word like 报警人.
///
/// A text in Chinese has no capitals and no blanks, so a name is known by its place (after the word for a person's part
/// in a matter) and by its surname. Masking a sign too many is the smaller harm.
package enum NamedPeople {
    /// The text with every such name shown as its surname and two stars.
    package static func masked(_ text: String) -> String {
        let characters = Array(text)
        var result = ""
        var index = 0
        while index < characters.count {
            if let (introduction, name) = introducedName(in: characters, from: index) {
                result += String(introduction) + Mask.name(String(name))
                index += introduction.count + name.count
            } else {
                result.append(characters[index])
                index += 1
            }
        }
        return result
    }

    /// A word such as 报警人 at `start`, with what stands between, and the name that follows it.
    private static func introducedName(
        in characters: [Character],
        from start: Int
    ) -> (introduction: ArraySlice<Character>, name: ArraySlice<Character>)? {
        for word in parts where characters[start...].starts(with: word) {
            var index = start + word.count
            while index < characters.count, "：:为是叫（( \u{3000}".contains(characters[index]) { index += 1 }
            guard index < characters.count else { continue }
            let surnameLength = surnameLength(in: characters[index...])
            guard surnameLength > 0 else { continue }
            var end = index + surnameLength
            while end < characters.count, end < index + surnameLength + 2, isHan(characters[end]),
                !notInNames.contains(characters[end])
            {
                end += 1
            }
            guard end > index + surnameLength else { continue }
            return (characters[start..<index], characters[index..<end])
        }
        return nil
    }

    private static func surnameLength(in rest: ArraySlice<Character>) -> Int {
        if compoundSurnames.contains(String(rest.prefix(2))) { return 2 }
        guard let first = rest.first, !wordsLikeSurnames.contains(String(rest.prefix(2))) else { return 0 }
        return surnames.contains(first) ? 1 : 0
    }

    private static func isHan(_ character: Character) -> Bool {
        guard let scalar = character.unicodeScalars.first else { return false }
        return (0x3400...0x9FFF).contains(scalar.value) || (0x20000...0x3FFFF).contains(scalar.value)
    }

    /// The parts people play in police texts; longer words first.
    private static let parts: [[Character]] = [
        "违法行为人", "犯罪嫌疑人", "当事人", "报警人", "举报人", "反映人", "投诉人", "嫌疑人", "被害人", "受害人", "行为人",
        "负责人", "联系人", "经理", "业主", "租户", "住户", "居民", "保安", "姓名", "证人", "男子", "女子",
    ].map(Array.init)

    /// The most frequent surnames.
    private static let surnames = Set(
        """
        王李张刘陈杨黄赵吴周徐孙马朱胡郭何林高罗郑梁谢宋唐许韩邓冯曹彭曾肖田董潘袁蔡蒋余于杜叶程魏苏吕丁任卢姚沈钟姜崔谭陆范汪廖
        石金韦贾夏付方邹熊白孟秦邱侯江尹薛闫段雷龙黎史陶贺毛郝顾龚邵万覃武钱戴严莫孔向常汤康易乔赖文施洪柯
        """
    )

    private static let compoundSurnames: Set<String> = [
        "欧阳", "司马", "上官", "诸葛", "司徒", "夏侯", "皇甫", "尉迟", "公孙", "令狐", "慕容", "宇文", "长孙", "端木", "呼延", "独孤",
    ]

    /// Words that begin with a surname and are none.
    private static let wordsLikeSurnames: Set<String> = [
        "方面", "方案", "方式", "方法", "向我", "向其", "常住", "常常", "于是", "江岸", "江汉", "江夏", "石材", "高度", "高层", "何时", "何地",
        "夏季", "白天", "金额", "孔洞", "雷雨", "侯车", "万元", "钱款", "严重", "武汉", "武昌", "汪洋", "和谐", "许多", "许可", "易发",
    ]

    /// Signs that end a name: verbs, particles and words that follow one in such texts.
    private static let notInNames = Set("反与和及同在于已因称说被对等的地得向将曾有到提要报投住系自从把给让请来去不并或经以按其之现均再又也但即则")
}
