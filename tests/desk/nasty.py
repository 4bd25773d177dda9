"""Texts that are hard to count and to cut: signs beyond the basic plane, lone accents, scripts from right to left."""

BODIES = [
    "“We go back 👩‍👩‍👧‍👦 to work,” Ada Vos said 🎉🎉.\r\n\r\nThe port was quiet.",
    "قالت الوزيرةُ «إنّ الإضرابَ انتهى» أمسِ. وأضافت: «سنعود يومَ الاثنين».",
    "她说：“我们回去工作。”然后『走了』。日本語のテキスト、です。",
    "Cafe\u0301 owners’ co-op: ‘don’t go’, it’s 3,000 – 9.30 a.m. «\u00a0D’accord\u00a0», dit-elle. „Ja.“ »Nein!«",
    'He said "no" and "yes." \U0001f1f3\U0001f1f1 flag, 👍🏽 skin, '
    "z̸͉̑a̷l\u0336g\u0335o, a\u00adsoft\u200bspace, שלום “עולם”",
    "𝔘𝔫𝔦𝔠𝔬𝔡𝔢 𠜎𠜱𠝹 \U0001d49c “nested ‘marks’ here” ““twice”” ”odd“ \u202bturned\u202c",
]
SIGNS = sorted({*"".join(BODIES), *"ab1 \n\t\"'“”„«»‹›‘’‚「」.,!?-–…_&€"})
