/** @typedef {'house' | 'tent'} Kind */
export {};
