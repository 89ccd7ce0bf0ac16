import type { Texts } from './es.js';

export const en: Texts = {
  skip: 'Skip to content',
  languages: 'Languages',
  menu: 'About this site',
  home: 'Home',
  error: 'Error: ',
  optional: 'optional',
  exit: {
    button: 'Leave this page now',
    hint: 'You can also press the Shift key three times.',
  },
  footer: {
    comeBack: 'Come back with my code',
    privacy: 'Privacy',
    accessibility: 'Accessibility',
    promise: 'No cookies. No accounts. No tracking.',
  },
  start: {
    title: 'The police ask for your help',
    lead: 'Choose a campaign and tell what you know. It takes two minutes. You need not say who you are.',
    calls: 'Open campaigns',
    none: 'No campaign is open now. If you know something, call 091.',
    comeBackTitle: 'Already sent a tip?',
    comeBackText: 'With your code you can see how it is going, answer questions and add more.',
  },
  urgent: {
    danger: 'Is anyone in danger right now?',
    call: 'Call',
    or: 'or',
  },
  form: {
    promises: [
      'You need not give your name or make an account.',
      'We do not keep your internet address.',
      'Only the unit that investigates can read your original message.',
    ],
    notAReport: 'This is not a crime report.',
    notAReportMore: 'It is a tip: it helps to investigate. To report a crime, go to a police station or',
    reportOnline: 'report it online',
    alertcops: 'If you are a victim or a witness, you can also use',
    text: 'What do you know?',
    textHint: 'What happens, where, when and who. Write as you speak. Leave out what you do not know.',
    left: '% characters left',
    over: '% characters too many',
    place: 'Where does it happen?',
    placeHint: 'Street, neighbourhood or town.',
    files: 'Photos, videos or documents',
    filesHint: 'Up to 5 files of 20 MB each. Do not put yourself in danger to make them.',
    filesPlaceNote:
      'One of your photos holds the place where it was taken. Investigators see a copy without it. The original is kept sealed.',
    filesAgain: 'If you had chosen files, choose them again: we cannot keep them.',
    contact: 'Phone or e-mail',
    contactHint:
      'Only if you want to be called. It is kept sealed: only the unit that investigates can open it, and who opens it is written down. If you leave it empty, your code lets you talk with the unit.',
    trap: 'Do not write here',
    send: 'Send the tip',
    afterSend: 'You will then see a code. Write it down: it brings you back.',
    otherLanguage: 'This campaign is not available in English. We show it in its own language.',
  },
  errors: {
    title: 'It was not sent. Please check:',
    required: 'Write what you know',
    tooShort: (min) => `Tell a little more: at least ${min} letters`,
    tooLong: (max, over) => `It is too long: ${max} characters fit and there are ${over} too many`,
    placeTooLong: 'The place is too long: 200 letters fit',
    contactMalformed:
      'Write an e-mail like name@example.com or a phone number of 9 digits, or leave it empty',
    unreadable: 'Some letters did not arrive well. Look for the sign � and correct it',
    tooManyFiles: 'You chose more than 5 files',
    noRoomForFiles: 'Many files are arriving at once. Send your tip without them, or wait a few minutes',
    fileTooLarge: (name) => `“${name}” is larger than 20 MB`,
    fileKind: (name) => `“${name}” is not a photo, a video, a sound or a document`,
    malformed: 'We could not read what arrived. Write it again and send it',
    tooLarge: 'What you sent is too large. Try with fewer files',
    failedHere:
      'Something failed here, it is not your fault. What you wrote is still below: send it again. Even if it arrived twice, it counts as one tip.',
    keyReused: 'This key was used with another tip before',
    codeRequired: 'Write your code',
    codeMalformed: 'The code has 16 letters and numbers, like 7K2M-94QX-TB0D-H5WR',
    codeUnknown: 'That code leads to no tip. Check if a letter is wrong',
  },
  receipt: {
    title: 'Your tip has arrived',
    again: 'We already had this tip. This is its code, the same as before.',
    codeTitle: 'Your code',
    codeHint: 'Write it down or take a photo. It is the only way back and we cannot recover it.',
    noted: 'I have written it down',
    print: 'Print',
    nextTitle: 'What happens now',
    next: [
      'A person of the unit that investigates reads your tip.',
      'If they need to know more, they leave you a question.',
      'Come back with your code in a week and see if there is one.',
    ],
    proofTitle: 'The proof that it arrived',
    proofText:
      'Your tip is written in a log that nobody can change unnoticed. With these data you can prove that it arrived.',
    entry: 'Entry',
    hash: 'Fingerprint',
    at: 'Time',
  },
  thanks: {
    title: 'Thank you for your help',
    text: 'You may close this page now. If the phone or computer is not yours, clear its history too.',
  },
  comeBack: {
    title: 'Come back with my code',
    lead: 'Write the code that you saw when you sent your tip.',
    code: 'Your code',
    codeHint: 'It has 16 letters and numbers. Capitals, spaces and dashes make no difference.',
    open: 'See my tip',
    lost: 'If you lost it, we cannot recover it: we do not know who you are. You can send another tip.',
  },
  talk: {
    title: 'Your tip',
    sent: 'Sent on',
    states: {
      received: 'Received',
      'in-review': 'With the unit',
      closed: 'Finished',
    },
    stateWords: {
      received: 'Your tip has arrived. The unit will read it soon.',
      'in-review': 'The unit has read your tip and works with it.',
      closed: 'The unit has finished with your tip. If you know more, write it and it opens again.',
    },
    messages: 'Messages',
    desk: 'The unit asks',
    mine: 'You wrote',
    mineHidden: 'For your safety, what you write is not shown again.',
    none: 'The unit has not asked you anything yet.',
    reply: 'Would you like to add something?',
    replyHint: 'Answer here or tell something new. Only the unit reads it.',
    send: 'Send',
    kept: 'What you wrote has arrived. Thank you.',
  },
  closed: {
    closed: 'This campaign has ended',
    closedText: 'Thank you to all who helped. It takes no more tips.',
    paused: 'This campaign is paused',
    pausedText: 'It takes no tips now. Try again later.',
    early: 'This campaign has not started',
    earlyText: (date) => `It opens on ${date}.`,
    wayOn: 'If you know something, call 091. If you already sent a tip, your code still works.',
    typed: 'What you wrote was not sent. Copy it from here if you want to use it in another campaign:',
    others: 'See the open campaigns',
  },
  problems: {
    notFound: 'We cannot find that page',
    notFoundText: 'Perhaps a letter of the address is wrong.',
    tooMany: 'Please wait a moment',
    tooManyText: (minutes) =>
      `Many codes were tried from your connection. Sometimes many people share one. Try again in ${minutes} min. Your tip is not lost.`,
    failure: 'Something failed here, it is not your fault',
    failureText:
      'Go back and send it again: even if it arrived twice, it counts as one tip. If it is urgent, call 091.',
    refused: 'We could not accept what was sent',
    refusedText: "Open the campaign's page and send the tip from there.",
  },
  privacy: {
    title: 'Privacy',
    lead: 'What we keep, who sees it and what you can ask for.',
    parts: [
      {
        title: 'What we do not keep',
        lines: [
          'We do not keep your internet address or anything about your phone or computer.',
          'We use no cookies and do not count who visits these pages.',
          'We load nothing from other companies.',
        ],
      },
      {
        title: 'What we keep',
        lines: [
          'Your message, without the names, phone numbers and other personal data that the system recognises. This is what the unit reads.',
          'The original message, your photos and your contact, encrypted. Only the unit that investigates can open them. A photo may carry the place, the time and the device: the copy that is seen does not, the encrypted original does.',
          'A record of every person who looks at your tip, with time and reason.',
        ],
      },
      {
        title: 'How long',
        lines: [
          'If nobody works on your tip, what could lead to you is destroyed after three months at most.',
          'At least every three years somebody reviews whether it is still needed. After twenty years at most everything is erased.',
          'Only a court, a prosecutor or a law can make it longer.',
        ],
      },
      {
        title: 'Your code',
        lines: [
          'We do not keep your code. We keep a fingerprint by which we recognise it.',
          'With it you can come back, answer, and ask for what could lead to you to be erased.',
          "Whoever has the code can see the unit's questions, but not what you wrote.",
        ],
      },
      {
        title: 'The law and your rights',
        lines: [
          'The police force responsible for this campaign uses the data to prevent and investigate crime, under Spanish Organic Law 7/2021.',
          'You can ask it to show, correct or erase your data. You can also complain to the Spanish Data Protection Agency (www.aepd.es).',
        ],
      },
      {
        title: 'If the device is not yours',
        lines: [
          'The leave button takes you to another page, but does not erase the history. Clear it yourself or use a private window.',
        ],
      },
    ],
  },
  accessibility: {
    title: 'Accessibility',
    lead: 'We want everybody to be able to send a tip. This site follows Royal Decree 1112/2018.',
    parts: [
      {
        title: 'Compliance status',
        lines: [
          'This site partially complies with Royal Decree 1112/2018, for the reasons in the next section.',
        ],
      },
      {
        title: 'Content that is not accessible',
        lines: [
          'There is no easy-to-read version yet.',
          'The pages have not been tried with people who use a screen reader yet.',
          'The photos you send carry no description.',
        ],
      },
      {
        title: 'How this statement was prepared',
        lines: [
          'This statement was prepared on 24 November 2026.',
          'The method was a self-assessment: automatic tests of all pages and a review by keyboard, in light, in dark and at a width of 320 pixels, against WCAG 2.2 AA and EN 301 549.',
        ],
      },
      {
        title: 'Comments and contact',
        lines: [
          'If something keeps you from sending a tip, tell the police force responsible for the campaign: at any police station or at its citizen service (article 10.2.a of the decree).',
        ],
      },
      {
        title: 'Enforcement procedure',
        lines: [
          'If no answer comes or it does not satisfy you, you can complain under articles 12 and 13 of Royal Decree 1112/2018.',
        ],
      },
    ],
  },
  preview: 'Preview: this is how it will look. The form sends nothing.',
};
