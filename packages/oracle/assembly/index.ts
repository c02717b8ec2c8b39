export { compare } from './compare';
export { fill } from './fill';
