// Lets better-sqlite3 >= 13 (which asks for Node-API 10) be built for Node-API 9
// runtimes (Node 20, Electron 30..34). The ONLY Node-API 10 feature it uses is
// napi_create_reference() on primitives (its cached property-name strings, bind
// names, aggregate start values). Under Node-API 9 that returns
// napi_object_expected. Here those references hold a 1-element array instead.
// Force-included before every other header: see setup/sqlite.mjs.
#ifdef __cplusplus
#include <napi.h>
#if NAPI_VERSION < 10
namespace Napi {
namespace napi9_compat {
template <typename T>
inline napi_status MakeBoxed(napi_env env, napi_value v, uint32_t rc, napi_ref* out) {
  napi_value box;
  napi_status s = napi_create_array_with_length(env, 1, &box);
  if (s == napi_ok) s = napi_set_element(env, box, 0, v);
  if (s == napi_ok) s = napi_create_reference(env, box, rc, out);
  return s;
}
inline napi_status GetBoxed(napi_env env, napi_ref ref, napi_value* out) {
  napi_value box = nullptr;
  napi_status s = napi_get_reference_value(env, ref, &box);
  if (s == napi_ok && box == nullptr) { *out = nullptr; return napi_ok; }
  if (s == napi_ok) s = napi_get_element(env, box, 0, out);
  return s;
}
}  // namespace napi9_compat

#define NAPI9_BOXED(T)                                                          \
  template <>                                                                   \
  inline Reference<T> Reference<T>::New(const T& value, uint32_t rc) {          \
    napi_env env = value.Env();                                                 \
    napi_value val = value;                                                     \
    if (val == nullptr) return Reference<T>(env, nullptr);                      \
    napi_ref ref;                                                               \
    napi_status s = napi9_compat::MakeBoxed<T>(env, val, rc, &ref);             \
    NAPI_THROW_IF_FAILED(env, s, Reference<T>());                               \
    return Reference<T>(env, ref);                                              \
  }                                                                             \
  template <>                                                                   \
  inline T Reference<T>::Value() const {                                        \
    if (_ref == nullptr) return T(_env, nullptr);                               \
    napi_value v;                                                               \
    napi_status s = napi9_compat::GetBoxed(_env, _ref, &v);                     \
    NAPI_THROW_IF_FAILED(_env, s, T());                                         \
    return T(_env, v);                                                          \
  }                                                                             \
  template <>                                                                   \
  inline void Reference<T>::Reset(const T& value, uint32_t rc) {                \
    Reset();                                                                    \
    _env = value.Env();                                                         \
    napi_value val = value;                                                     \
    if (val != nullptr) {                                                       \
      napi_status s = napi9_compat::MakeBoxed<T>(_env, val, rc, &_ref);         \
      NAPI_THROW_IF_FAILED_VOID(_env, s);                                       \
    }                                                                           \
  }
NAPI9_BOXED(Napi::String)
NAPI9_BOXED(Napi::Value)
#undef NAPI9_BOXED
}  // namespace Napi
#endif  // NAPI_VERSION < 10
#endif  // __cplusplus
