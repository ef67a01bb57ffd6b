"""The words that threads print around comments, by language: what a writer did, whom he answers, what can be pressed.

Both readers, of mark-up and of text dumps, are built from these lists; a language is added by adding its words.
"""

from __future__ import annotations

# Behind a writer's name: "NAME says".
SAY = (
    r"also\s+says?|says?|said|writes?|wrote|commented|replied|posted|responded|asked|answered",  # en
    r"sagte?|schrieb|schreibt|meinte?|kommentierte?|hat\s+geschrieben",  # de
    r"dit|a\s+dit|écrit|a\s+écrit|a\s+répondu",  # fr
    r"dice|dijo|escribió|comentó|respondió|ha\s+dicho",  # es
    r"diz|disse|comentou|escreveu|respondeu",  # pt
    r"scrive|ha\s+scritto|ha\s+detto|commenta",  # it
    r"zegt|schreef|zei",  # nl
    r"pisze|napisał\(?a?\)?|mówi",  # pl
    r"пишет|написала?|говорит|ответила?|отвечает|сказала?",  # ru
    r"пише|каже|написав|napsala?|říká|píše|kirjoitti|sanoo|írta|szerint|spune|a\s+scris",  # uk, cs, fi, hu, ro
    r"skriver|skrev|säger|siger|sier",  # sv, da, no
    r"diyor\s+ki|dedi\s+ki|yazdı|berkata|mengatakan|λέει|より|说|說|说道|님의\s*말",  # tr, id, el, ja, zh, ko
)
# Before a writer's name: "posted by NAME".
BY = "by|von|par|por|door|av|af|przez|da"
# On the button under a comment.
ANSWER = (
    r"reply|respond|answer|antworten|répondre|responder|rispondi|beantwoorden|odpowiedz|yanıtla|cevapla|ответить|відповісти"
    r"|odpovědět|vastaa|válasz|svara|svar|răspunde|reageer|απάντηση|balas|返信|回复|回覆|답글|رد|پاسخ"
)
# What readers write, on a heading or in a class name.
COMMENT = (
    r"comm?ents?|kommentare?|kommentarer?|commentaires?|comentarios?|coment[aá]rios?|commenti|reacties?|komentarz[ey]?"
    r"|yorum(?:lar)?|комментари[ийяев]+|komentáře?|kommentit|hozzászólás\w*|comentarii"
)
# In front of the name of whoever is answered.
IN_REPLY = (
    r"in\s+(?:reply|response|answer)\s+to|repl(?:y|ied|ying)\s+to|replies\s+to|respond(?:ed|ing)\s+to|antwort(?:et)?\s+(?:auf|an)"
    r"|als\s+antwort\s+auf|en\s+réponse\s+à|répond\s+à|en\s+respuesta\s+a|en\s+contestación\s+a|em\s+resposta\s+a|in\s+risposta\s+a"
    r"|als\s+antwoord\s+op|reactie\s+op|w\s+odpowiedzi\s+(?:do|na)|в\s+ответ\s+на|som\s+svar\s+(?:på|til)"
)
SAYS = "|".join(SAY)
