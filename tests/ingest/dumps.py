"""Made-up comment threads as text dumps of different platforms print them."""

DUMPS: dict[str, str] = {}

DUMPS["disqus"] = """The council closed the bridge on Monday after the second collapse in a month.

3 Comments Harbour Post

Sort by Best

Avatar
Ann Leeds • 4 years ago

They knew about the cracks in March and did nothing.

12 • Reply • Share ›

Avatar
Bo Ek > Ann Leeds • 4 years ago

Who is they? The council has no engineers.

3 • Reply • Share ›

Avatar
Carla Dunn • 4 years ago

The bridge was fine when I crossed it on Sunday.

• Reply • Share ›
"""
DUMPS["hn"] = """Bridge collapses twice in a month (harbourpost.example)
120 points by annleeds 3 hours ago | hide | past | favorite | 3 comments

bo_ek 2 hours ago | next [–]

The second collapse is the interesting one.

reply

carla 1 hour ago | parent | next [–]

Only if you believe the first report.

reply

dunn99 1 hour ago | prev [–]

Steel from that mill has failed before.

reply
"""
DUMPS["posted"] = """Bridge closed

The council closed the bridge on Monday after the second collapse in a month.

Comments

Posted by Ann Leeds at 3:04 PM on May 2, 2019
They knew about the cracks in March.

Posted by Bo Ek at 4:10 PM on May 2, 2019
Who is they?

Posted by Carla Dunn at 9:30 AM on May 3, 2019
The bridge was fine on Sunday.
"""
DUMPS["said"] = """Bridge closed

The council closed the bridge on Monday.

3 comments:

Ann Leeds said...

They knew about the cracks in March.

May 2, 2019 at 3:04 PM

Bo Ek said...

Who is they?

May 2, 2019 at 4:10 PM

Anonymous said...

The bridge was fine on Sunday.

May 3, 2019 at 9:30 AM
"""
DUMPS["onsay"] = """Bridge closed

2 Responses to "Bridge closed"

1. Ann Leeds on May 2, 2019 at 3:04 pm said:

They knew about the cracks in March.

Reply

2. On May 3, 2019 at 9:30 am Carla Dunn said:

The bridge was fine on Sunday.

Reply
"""
DUMPS["vb"] = """Bridge closed - Harbour Forum

05-02-2019, 03:04 PM
#1
annleeds
Senior Member
Join Date: Jan 2010
Posts: 120

They knew about the cracks in March.

05-02-2019, 04:10 PM
#2
bo_ek
Junior Member
Join Date: Feb 2012
Posts: 12

Who is they?

05-13-2019, 09:30 AM
#3
carla
Senior Member
Join Date: Jan 2009
Posts: 1,120

The bridge was fine on Sunday.
"""
DUMPS["fr"] = """Le pont est fermé

3 commentaires

Anne Ledoux dit :
2 mai 2019 à 15h04

Ils le savaient depuis mars.

Répondre

Bo Ek dit :
2 mai 2019 à 16h10

Qui ça, ils ?

Répondre

Carla Dunn dit :
3 mai 2019 à 9h30

Le pont allait bien dimanche.

Répondre
"""
DUMPS["flatreply"] = """Bridge closed

Ann Leeds
May 2, 2019 3:04 pm

They knew about the cracks.

Reply

Bo Ek
In reply to Ann Leeds
May 2, 2019 4:10 pm

Who is they?

Reply

Carla Dunn
In reply to Bo Ek
May 3, 2019 9:30 am

The council.

Reply
"""
DUMPS["quoted"] = """Bridge closed

4 Comments

@annleeds
2 years ago
They knew about the cracks in March.
Reply

@bo_ek
2 years ago
Who is they?
Reply

@carla
1 year ago
The council.
Reply

@dunn
1 year ago
No.
Reply
"""
DUMPS["numbered"] = """
Bridge Closed After Second Collapse

The council closed the bridge on Monday after the second collapse in a month.

  1. Ann Leeds says
    They knew about the cracks in March.

    1. Bo Ek says

      Who is they?

  2. Carla Dunn says

    The bridge was fine on Sunday, when I crossed it with
    a lorry full of sand.
"""
DUMPS["names"] = """Bridge closed

The council closed the bridge on Monday after the second collapse in a month.

0 0 votes
Article Rating
5 Comments
Oldest
Inline Feedbacks
View all comments
Ann
Ann
May 2, 2019

The mayor's cousin owns the concrete mill upstream.

Never forget your umbrella
Never forget your umbrella
Reply to  Ann
May 2, 2019

Which mill do you mean, the old one? He has three of… Read more »

Ann
Reply to  Never forget your umbrella
May 2, 2019

Third.

Dunn
Dunn
Reply to  Ann
May 4, 2019

Ha.

Ek
Ek
Reply to  Ann
May 3, 2019

So the cousin with the concrete mill wins again.

Ferry Timetable Changes For The Summer

Port Workers Vote To Strike Again
"""
DUMPS["signed"] = """How do I check a bridge for cracks?

Ask the engineers of the council, who publish their survey every spring and every autumn.

Share
Follow
answered Mar 2, 2019 at 10:00
annleeds
1,655 1 gold badge
8
    * 2
      They have not published one since 2016, which was before the flood.
        bo_ek
      – bo_ek
      2019-03-02 15:35:05 +00:00
      Commented Mar 2, 2019 at 15:35
    * The survey is on paper only.
        carla
      – carla
      2019-03-02 16:49:12 +00:00
      Commented Mar 2, 2019 at 16:49
  Add a comment |
"""
