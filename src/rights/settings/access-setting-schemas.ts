import { type TProperties, Type } from 'typebox';
import { Choice, Instant, Nullable, strict, Uuid } from '../../api/schemas.ts';
import { personRoles } from '../../authority/factor-demand.ts';
import { handlingLimitNames, handlingLimits } from '../../authority/settings/handling-limits.ts';

// What is said of each setting where it is decided, and told where it holds; the second factor alone is told otherwise.

export const AdminNetworks = {
  networks: Type.Array(Type.String({ minLength: 1, maxLength: 49 }), { maxItems: 100, uniqueItems: true }),
};

export const Elevation = {
  minutes: Nullable(Type.Integer({ minimum: 5, maximum: 60 }), { description: 'null なら昇格を求めない' }),
};

export const PasswordRotation = {
  maxAgeDays: Nullable(Type.Integer({ minimum: 30, maximum: 730 }), {
    description: '変えてから使える日数。null なら変更を求めない',
  }),
  history: Type.Integer({ minimum: 0, maximum: 10, description: '使い回せない、前のパスワードの数' }),
};

export const SecondFactor = {
  demanded: Type.Array(Type.Object({ role: Choice(personRoles), isDemanded: Type.Boolean() }, strict), {
    maxItems: personRoles.length,
    description: '決めた役割だけ。ほかの役割は、初めのとおり',
  }),
};

export const TravelTimes = {
  between: Type.Array(
    Type.Object(
      {
        sites: Type.Array(Uuid, { minItems: 2, maxItems: 2, uniqueItems: true }),
        minutes: Type.Integer({ minimum: 1, maximum: 1440, description: '移るのに要る、最も短い時間（分）' }),
      },
      { ...strict, title: 'TravelTime' },
    ),
    { maxItems: 200, description: '挙げない庁舎の間は見ない' },
  ),
};

export const PasswordReset = { isAllowed: Type.Boolean() };

export const RecordGrade = {
  confidentiality: Type.Integer({ minimum: 1, maximum: 3, description: '機密性' }),
  limits: Type.Array(Choice(handlingLimitNames), {
    maxItems: handlingLimitNames.length,
    uniqueItems: true,
    description: `取扱制限（${Object.entries(handlingLimits)
      .map(([code, words]) => `${code}: ${words}`)
      .join('、')}）`,
  }),
};

/** A setting with what holds, since when and why. */
const held = <Value extends TProperties>(value: Value, title: string) =>
  Type.Object(
    {
      version: Type.Integer({ description: '0 は、まだ決められていない' }),
      value: Type.Object(value),
      reason: Type.String(),
      decidedBy: Nullable(Type.String()),
      decidedAt: Nullable(Instant),
    },
    { title },
  );

export const Settings = Type.Object(
  {
    adminNetworks: held(AdminNetworks, 'AdminNetworks'),
    elevation: held(Elevation, 'ElevationSetting'),
    passwordRotation: held(PasswordRotation, 'PasswordRotation'),
    secondFactor: held(
      { demanded: Type.Array(Type.String(), { description: '二つ目の要素を求める役割' }) },
      'SecondFactorSetting',
    ),
    travelTimes: held(TravelTimes, 'TravelTimesSetting'),
    passwordReset: held(PasswordReset, 'PasswordResetSetting'),
    recordGrade: held(RecordGrade, 'RecordGradeSetting'),
  },
  { title: 'AccessSettings' },
);
