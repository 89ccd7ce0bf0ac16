export type { ChannelAdapter, ChannelCapabilities, ReadBack } from './channel-adapter.js';
export { ChannelsModule, channelsPersistence } from './channels.module.js';
export { ChannelAdapters } from './outgoing/channel-adapters.js';
export { Dispatcher } from './outgoing/dispatcher.js';
export { PagesForPeople } from './web/http/pages-for-people.js';
export { renderCampaignPreview } from './web/pages/campaign-preview.js';
export { WebChannelModule } from './web/web-channel.module.js';
