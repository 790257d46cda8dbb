"""Mails as they really come back: the forms of RFC 3464 as Postfix, Exchange and Gmail write them,
prose, and what is none of it.
"""

from __future__ import annotations

TAG = "0123456789abcdef0123456789abcdef"
OURS = f"<{TAG}@example.org>"

POSTFIX = f"""Return-Path: <>
Date: Wed, 13 Mar 2024 08:00:05 +0100 (CET)
From: MAILER-DAEMON@mx.example.org (Mail Delivery System)
Subject: Undelivered Mail Returned to Sender
To: frister@example.org
Auto-Submitted: auto-replied
MIME-Version: 1.0
Content-Type: multipart/report; report-type=delivery-status;
\tboundary="9B1C2.1710313205/mx.example.org"
Message-Id: <20240313070005.ABC@mx.example.org>

This is a MIME-encapsulated message.

--9B1C2.1710313205/mx.example.org
Content-Description: Notification
Content-Type: text/plain; charset=utf-8

<soeren@eksempel.invalid>: host mx.eksempel.invalid said: 550 5.1.1 User unknown

--9B1C2.1710313205/mx.example.org
Content-Description: Delivery report
Content-Type: message/delivery-status

Reporting-MTA: dns; mx.example.org
X-Postfix-Queue-ID: 9B1C2
Arrival-Date: Wed, 13 Mar 2024 08:00:01 +0100 (CET)

Final-Recipient: rfc822; soeren@eksempel.invalid
Original-Recipient: rfc822;soeren@eksempel.invalid
Action: failed
Status: 5.1.1
Remote-MTA: dns; mx.eksempel.invalid
Diagnostic-Code: smtp; 550 5.1.1 User unknown

--9B1C2.1710313205/mx.example.org
Content-Description: Undelivered Message Headers
Content-Type: text/rfc822-headers

From: Fristvogter <frister@example.org>
To: =?utf-8?q?S=C3=B8ren?= <soeren@eksempel.invalid>
Message-ID: {OURS}
Subject: =?utf-8?q?R=C3=A5derumsforslag?=

--9B1C2.1710313205/mx.example.org--
"""

EXCHANGE = f"""From: Microsoft Outlook <MicrosoftExchange329e71ec88ae4615bbc36ab6ce41109e@eksempel.onmicrosoft.com>
To: <frister@example.org>
Date: Wed, 13 Mar 2024 07:00:09 +0000
Content-Type: multipart/report; report-type=delivery-status; boundary="d7f4"
Content-Language: da-DK
Message-ID: <ab12@eksempel.onmicrosoft.com>
In-Reply-To: {OURS}
Subject: =?utf-8?B?S2FuIGlra2UgbGV2ZXJlczogUsOlZGVydW1zZm9yc2xhZw==?=
Auto-Submitted: auto-replied
MIME-Version: 1.0

--d7f4
Content-Type: multipart/alternative; boundary="e8"

--e8
Content-Type: text/plain; charset="utf-8"
Content-Transfer-Encoding: 8bit

Din meddelelse til chef@eksempel.invalid kunne ikke leveres. Postkassen er fuld. Æøå.
--e8
Content-Type: text/html; charset="utf-8"

<p>x</p>
--e8--
--d7f4
Content-Type: message/delivery-status

Reporting-MTA: dns;DB9PR.eurprd.prod.outlook.com
Received-From-MTA: dns;mail.example.org

Final-Recipient: rfc822;chef@eksempel.invalid
Action: failed
Status: 5.2.2
Diagnostic-Code: smtp;554 5.2.2 mailbox full; STOREDRV.Deliver.Exception:QuotaExceededException

--d7f4
Content-Type: message/rfc822

Message-ID: {OURS}
From: Fristvogter <frister@example.org>
Subject: x
Content-Type: text/plain

hej
--d7f4--
"""  # noqa: E501

GMAIL = f"""Delivered-To: retur+{TAG}@example.org
Return-Path: <>
From: Mail Delivery Subsystem <mailer-daemon@googlemail.com>
To: retur+{TAG}@example.org
Auto-Submitted: auto-replied
Subject: Delivery Status Notification (Failure)
Content-Type: multipart/report; boundary="000c"; report-type=delivery-status
MIME-Version: 1.0

--000c
Content-Type: multipart/related; boundary="001d"

--001d
Content-Type: text/html; charset="UTF-8"

<p>550 5.7.1</p>
--001d--
--000c
Content-Type: message/delivery-status

Reporting-MTA: dns; googlemail.com
X-Original-Message-ID: <nothing@example.org>

Final-Recipient: rfc822; chef@eksempel.invalid
Action: failed
Status: 5.7.1
Diagnostic-Code: smtp; 550-5.7.1 [192.0.2.1] Our system has detected
\x20550 5.7.1 something
Last-Attempt-Date: Wed, 13 Mar 2024 00:00:12 -0700 (PDT)

--000c--
"""

PROSE = f"""Return-Path: <>
From: MAILER-DAEMON@gammel.example.org
To: frister@example.org
Subject: failure notice

Hi. This is the qmail-send program at gammel.example.org.
I'm afraid I wasn't able to deliver your message.

<chef@eksempel.invalid>:
Sorry, no mailbox here by that name. (#5.1.1)

--- Below this line is a copy of the message.

From: Fristvogter <frister@example.org>
Message-ID: {OURS}
"""

AUTOMATIC = f"""Return-Path: <>
From: =?utf-8?q?S=C3=B8ren_Chef?= <chef@eksempel.invalid>
To: frister@example.org
Subject: =?utf-8?q?Automatisk_svar=3A_R=C3=A5derumsforslag?=
In-Reply-To: {OURS}
Auto-Submitted: auto-replied
Content-Type: text/plain; charset=utf-8

Jeg holder ferie til den 5.5.24. Er det 5.1.1? Skriv til min stedfortræder.
"""

ANSWER = f"""From: chef@eksempel.invalid
To: frister@example.org
In-Reply-To: {OURS}
Subject: Re: frist

Det er afleveret. 5.1.1
"""

READ = f"""From: chef@eksempel.invalid
To: frister@example.org
Content-Type: multipart/report; report-type=disposition-notification; boundary=b

--b
Content-Type: message/disposition-notification

Original-Message-ID: {OURS}
Disposition: automatic-action/MDN-sent-automatically; displayed
--b--
"""

DELIVERED = POSTFIX.replace(
    "Action: failed\nStatus: 5.1.1", "Action: delivered\nStatus: 2.0.0"
).replace("550 5.1.1 User unknown", "250 ok")
DELAYED = POSTFIX.replace(
    "Action: failed\nStatus: 5.1.1", "Action: delayed\nStatus: 4.4.1"
).replace("550 5.1.1 User unknown", "451")
EXPIRED = POSTFIX.replace("Status: 5.1.1", "Status: 4.4.7")
