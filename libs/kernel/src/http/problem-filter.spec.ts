import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { Body, Controller, Get, type INestApplication, Post } from '@nestjs/common';
import { Test } from '@nestjs/testing';
import { conflict, createLogger, ProblemFilter, RequestId, validationPipe } from '#kernel';
import { Type } from 'class-transformer';
import {
  ArrayMinSize,
  IsIn,
  IsInt,
  IsOptional,
  IsString,
  Length,
  Max,
  MaxLength,
  ValidateNested,
} from 'class-validator';
import request from 'supertest';

const PLANTED = 'planted-612345678';

class Place {
  @IsString()
  @MaxLength(5)
  'a/b~c': string;
}

class Form {
  @IsInt()
  @Max(9)
  count: number;

  @IsIn(['red', 'blue'])
  colour: string;

  @IsOptional()
  @ValidateNested({ each: true })
  @ArrayMinSize(1)
  @Type(() => Place)
  places?: Place[];

  @IsOptional()
  @Length(3, 5)
  reason?: string;
}

@Controller()
class Desk {
  @Get('conflict')
  conflict() {
    throw conflict('changed-meanwhile', 'Somebody else saved it.');
  }

  @Get('crash')
  crash() {
    throw Object.assign(new Error(PLANTED), { parameters: [PLANTED], detail: PLANTED });
  }

  @Get('id')
  id(@RequestId() requestId: string) {
    return { requestId };
  }

  @Post('form')
  form(@Body() form: Form) {
    return form;
  }
}

let app: INestApplication;
const lines: string[] = [];

beforeAll(async () => {
  const testing = await Test.createTestingModule({ controllers: [Desk] }).compile();
  app = testing.createNestApplication();
  app.useGlobalPipes(validationPipe());
  app.useGlobalFilters(
    new ProblemFilter(createLogger('info', { write: (line: string) => void lines.push(line) })),
  );
  await app.init();
});
afterAll(() => app.close());

const call = () => request(app.getHttpServer());

test('a problem leaves as an RFC 9457 document with the id of its request', async () => {
  const answer = await call()
    .get('/conflict')
    .expect(409)
    .expect('Content-Type', /^application\/problem\+json/);
  expect(answer.body).toEqual({
    type: 'urn:colabora:problem:changed-meanwhile',
    title: 'Changed meanwhile',
    status: 409,
    detail: 'Somebody else saved it.',
    instance: expect.stringMatching(/^[0-9a-f-]{36}$/),
  });
});

test('an unforeseen failure says nothing outside and nothing personal in the log', async () => {
  const answer = await call().get('/crash').expect(500);
  expect(answer.body).toMatchObject({ type: 'urn:colabora:problem:internal', status: 500 });
  expect(JSON.stringify(answer.body) + lines.join('')).not.toContain(PLANTED);
  expect(JSON.parse(lines.at(-1)!)).toMatchObject({
    requestId: answer.body.instance,
    err: {
      type: 'Error',
      at: [expect.stringContaining('problem-filter.spec'), ...Array(7).fill(expect.anything())],
    },
  });
});

test('an unknown address, a broken and a huge body are problems too, none quoting the request', async () => {
  const unknown = await call().get(`/${PLANTED}`).expect(404);
  const broken = await call()
    .post('/form')
    .set('Content-Type', 'application/json')
    .send(`{"${PLANTED}`)
    .expect(400);
  const huge = await call()
    .post('/form')
    .send({ colour: PLANTED.repeat(10_000) })
    .expect(413);
  for (const answer of [unknown, broken, huge]) {
    expect(answer.headers['content-type']).toMatch('application/problem+json');
    expect(answer.text).not.toContain(PLANTED);
  }
});

test('refused fields are named by JSON pointer, rule and limits, never by what was typed', async () => {
  const answer = await call()
    .post('/form')
    .send({ count: 12, colour: PLANTED, places: [{ 'a/b~c': PLANTED }, {}], [`x`]: PLANTED })
    .expect(422);
  expect(answer.body.errors).toEqual([
    { pointer: '/x', rule: 'unknown-field' },
    { pointer: '/count', rule: 'too-large', limits: { max: 9 } },
    { pointer: '/colour', rule: 'not-an-option' },
    { pointer: '/places/0/a~1b~0c', rule: 'too-long', limits: { max: 5 } },
    { pointer: '/places/1/a~1b~0c', rule: 'required' },
  ]);
  expect(answer.text).not.toContain(PLANTED);
});

test('a text of the wrong length is told by how much, whichever way it fails', async () => {
  const refusals = async (reason: string) =>
    (await call().post('/form').send({ count: 1, colour: 'red', reason }).expect(422)).body.errors;
  expect(await refusals('ab')).toEqual([
    { pointer: '/reason', rule: 'too-short', limits: { min: 3, max: 5 } },
  ]);
  expect(await refusals('abcdef')).toEqual([
    { pointer: '/reason', rule: 'too-long', limits: { min: 3, max: 5 } },
  ]);
});

test('an absent body names what is missing', async () => {
  const answer = await call().post('/form').expect(422);
  expect(answer.body.errors).toEqual([
    { pointer: '/count', rule: 'required' },
    { pointer: '/colour', rule: 'required' },
  ]);
});

test('a request has one id', async () => {
  const answer = await call().get('/id').expect(200);
  expect(answer.body.requestId).toMatch(/^[0-9a-f-]{36}$/);
});
