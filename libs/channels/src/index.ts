export { ChannelsModule, channelsPersistence } from './channels.module.js';
export { PagesForPeople } from './web/http/pages-for-people.js';
export { renderCampaignPreview } from './web/pages/campaign-preview.js';
export { WebChannelModule } from './web/web-channel.module.js';
