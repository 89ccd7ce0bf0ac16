/** What a tip's history says beside the everyday: it comes with the tip's page. */
export const tipHistory = {
  did: {
    'tip.listed': 'Shown among its group',
    'tip.searched': 'Found by a search',
    'tip.counted': 'Numbers looked at',
    'tip.exported': 'Exported it',
    'tip.revealed': 'Opened something sealed',
    'tip.reveal-asked': 'Asked to open something sealed',
    'tip.reveal-approved': 'Approved an opening',
    'tip.reveal-refused': 'Refused an opening',
    'tip.reveal-exported': 'Saved a copy of what was opened',
    'tip.reveal-reviewed': 'Reviewed an emergency opening',
    'tip.reveals-listed': 'Looked at the openings',
    'tip.passed': 'Passed to another unit',
    'tip.assigned': 'Assigned to a person',
  },
};
