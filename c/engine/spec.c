/* Is the specification one that the engine can build? */
#include "net.h"

static st_status refuse(st_why *why, int layer, st_field field, double value) {
  why->layer = layer;
  why->field = field;
  why->value = value;
  return ST_ERROR_SPEC;
}

/* Index of the first of count values outside of its range, or -1. NaN is outside. */
static int outside(const double *values, const st_range *ranges, int count) {
  for (int i = 0; i < count; i++)
    if (!(values[i] >= ranges[i].min && values[i] <= ranges[i].max)) return i;
  return -1;
}

static int breaks_rule(const double *p, int rule) {
  return (rule == ST_RULE_LESS && !(p[0] < p[1])) ||
         (rule == ST_RULE_LESS_EQUAL && !(p[0] <= p[1]));
}

static st_status check_layer(const st_layer *layer, int i, st_why *why) {
  if (layer->type == ST_LINEAR) {
    if (layer->units < 1 || layer->units > ST_MAX_UNITS)
      return refuse(why, i, ST_FIELD_UNITS, layer->units);
    return ST_OK;
  }
  if (layer->type != ST_ACTIVATION) return refuse(why, i, ST_FIELD_TYPE, layer->type);
  if (layer->activation < 0 || layer->activation >= ST_ACT_COUNT)
    return refuse(why, i, ST_FIELD_ACTIVATION, layer->activation);
  const st_act_info *info = &st_act_table[layer->activation];
  const int bad = outside(layer->param, info->params, ST_MAX_PARAMS);
  if (bad >= 0) return refuse(why, i, ST_FIELD_PARAM, layer->param[bad]);
  if (breaks_rule(layer->param, info->rule)) return refuse(why, i, ST_FIELD_PARAM, layer->param[1]);
  return ST_OK;
}

double st_parameter_count(const st_spec *spec) {
  double count = 0;
  double in = spec->input;
  for (int i = 0; i < spec->layer_count; i++) {
    const st_layer *layer = &spec->layers[i];
    if (layer->type == ST_LINEAR) {
      count += (in + (layer->bias != 0)) * layer->units;
      in = layer->units;
    } else {
      count += st_act_table[layer->activation].kind == ST_ACT_LEARNED;
    }
  }
  return count;
}

static st_status check_row(const double *values, const st_opt_info *row, st_field field,
                           st_why *why) {
  const int bad = outside(values, row->hyper, ST_MAX_HYPER);
  return bad < 0 ? ST_OK : refuse(why, bad, field, values[bad]);
}

/* What may change while the network learns. */
static st_status check_hyper(const st_spec *spec, int optimizer, st_why *why) {
  if (spec->schedule < 0 || spec->schedule >= ST_SCHEDULE_COUNT)
    return refuse(why, -1, ST_FIELD_SCHEDULE, spec->schedule);
  if (spec->clip < 0 || spec->clip >= ST_CLIP_COUNT)
    return refuse(why, -1, ST_FIELD_CLIP, spec->clip);
  st_status status = check_row(spec->hyper, &st_opt_table[optimizer], ST_FIELD_HYPER, why);
  if (status == ST_OK)
    status = check_row(spec->schedule_param, &st_schedule_table[spec->schedule],
                       ST_FIELD_SCHEDULE_PARAM, why);
  if (status == ST_OK)
    status = check_row(spec->clip_param, &st_clip_table[spec->clip], ST_FIELD_CLIP_PARAM, why);
  return status;
}

st_status st_check(const st_spec *spec, st_why *why) {
  if (spec->input < 1 || spec->input > ST_MAX_INPUT)
    return refuse(why, -1, ST_FIELD_INPUT, spec->input);
  if (spec->layer_count < 1 || spec->layer_count > ST_MAX_LAYERS)
    return refuse(why, -1, ST_FIELD_LAYERS, spec->layer_count);
  for (int i = 0; i < spec->layer_count; i++) {
    const st_status status = check_layer(&spec->layers[i], i, why);
    if (status != ST_OK) return status;
  }
  const double parameters = st_parameter_count(spec);
  if (parameters > ST_MAX_PARAMETERS) return refuse(why, -1, ST_FIELD_PARAMETERS, parameters);
  if (spec->loss < 0 || spec->loss >= ST_LOSS_COUNT)
    return refuse(why, -1, ST_FIELD_LOSS, spec->loss);
  if (spec->optimizer < 0 || spec->optimizer >= ST_OPT_COUNT)
    return refuse(why, -1, ST_FIELD_OPTIMIZER, spec->optimizer);
  if (spec->init < 0 || spec->init >= ST_INIT_COUNT)
    return refuse(why, -1, ST_FIELD_INIT, spec->init);
  const int bad = outside(spec->init_param, st_init_table[spec->init].params, ST_MAX_PARAMS);
  if (bad >= 0) return refuse(why, -1, ST_FIELD_INIT_PARAM, spec->init_param[bad]);
  if (breaks_rule(spec->init_param, st_init_table[spec->init].rule))
    return refuse(why, -1, ST_FIELD_INIT_PARAM, spec->init_param[1]);
  return check_hyper(spec, spec->optimizer, why);
}

st_status st_set_hyper(st_net *net, const st_spec *spec, st_why *why) {
  const st_status status = check_hyper(spec, net->spec.optimizer, why);
  if (status != ST_OK) return status;
  for (int i = 0; i < ST_HYPER; i++) {
    net->spec.hyper[i] = spec->hyper[i];
    net->spec.schedule_param[i] = spec->schedule_param[i];
    net->spec.clip_param[i] = spec->clip_param[i];
  }
  net->spec.schedule = spec->schedule;
  net->spec.clip = spec->clip;
  return ST_OK;
}
