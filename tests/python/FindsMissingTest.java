//SOURCES Cases.java
package python;

import java.io.IOException;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import python.Cases.Case;

class FindsMissingTest {
    private static final String CASES = """
            === annotated parameter
            def f(cfg: AppConfig):
                return cfg.timeout_s  # ! undeclared-attribute
            === optional parameter or a new one
            class Server:
                def __init__(self, config: Optional[AppConfig] = None):
                    self.config = config or AppConfig()
                def run(self):
                    return self.config.docker_startup_timeout  # ! undeclared-attribute
            === plain parameter that falls back to a new one
            class Server:
                def __init__(self, config=None):
                    self.config = config or AppConfig()
                def run(self):
                    return self.config.workers  # ! undeclared-attribute
            === default made when none is given
            def f(cfg: AppConfig | None = None):
                if cfg is None:
                    cfg = AppConfig()
                return cfg.workers  # ! undeclared-attribute
            === annotation in quotes
            def f(cfg: "Optional[AppConfig]"):
                return cfg.workers  # ! undeclared-attribute
            === constructor result
            cfg = AppConfig()
            print(cfg.workers)  # ! undeclared-attribute
            === factory without annotation
            def make():
                return AppConfig()
            print(make().workers)  # ! undeclared-attribute
            === factory with return annotation
            def make() -> AppConfig: ...
            cfg = make()
            print(cfg.workers)  # ! undeclared-attribute
            === class method factory
            class ServerSettings:
                a = 1
                @classmethod
                def load(cls):
                    return cls()
            print(ServerSettings.load().b)  # ! undeclared-attribute
            === alias of the variable
            def f(cfg: AppConfig):
                other = cfg
                return other.workers  # ! undeclared-attribute
            === list of them
            def f(all: list[AppConfig]):
                for one in all:
                    print(one.workers)  # ! undeclared-attribute
            === comprehension
            def f(all: list[AppConfig]):
                return [c.workers for c in all]  # ! undeclared-attribute
            === mapping of them
            def f(all: dict[str, AppConfig]):
                for name, one in all.items():
                    print(all["x"].workers)  # ! undeclared-attribute
                    print(one.worker_count)  # ! undeclared-attribute
            === f-string
            def f(cfg: AppConfig):
                return f"{cfg.host}:{cfg.workers!r:>{cfg.width}}"  # ! undeclared-attribute
            === walrus
            def f(make: AppConfig):
                if (cfg := make) and cfg.workers:  # ! undeclared-attribute
                    pass
            === getattr with a literal name
            def f(cfg: AppConfig):
                return getattr(cfg, "workers")  # ! undeclared-attribute
            === unknown keyword of a dataclass
            cfg = AppConfig(hosts="a")  # ! unknown-argument
            === unknown keyword of replace
            import dataclasses
            cfg = dataclasses.replace(AppConfig(), workers=1)  # ! unknown-argument
            === class pattern
            def f(x):
                match x:
                    case AppConfig(workers=1):  # ! undeclared-attribute
                        pass
            === typo
            def f(cfg: AppConfig):
                return cfg.prot  # ! typo
            === class itself
            print(AppConfig.workers)  # ! undeclared-attribute
            === own method
            class RunOptions:
                a = 1
                def m(self):
                    return self.missing  # ! undeclared-attribute
            === with statement
            class PoolConfig:
                size = 1
                def __enter__(self):
                    return self
                def __exit__(self, *a): ...
            with PoolConfig() as cfg:
                print(cfg.depth)  # ! undeclared-attribute
            === await of an async factory
            async def make() -> AppConfig: ...
            async def f():
                cfg = await make()
                return cfg.workers  # ! undeclared-attribute
            === property that gives one
            class Holder:
                @property
                def config(self) -> AppConfig: ...
            def f(h: Holder):
                return h.config.workers  # ! undeclared-attribute
            === named tuple
            class SizeParams(NamedTuple):
                width: int
            def f(p: SizeParams):
                return p.height  # ! undeclared-attribute
            === typed dict key
            class SizeOptions(TypedDict):
                width: int
            def f(p: SizeOptions):
                return p["height"]  # ! undeclared-attribute
            === slots
            class SizeConfig:
                __slots__ = ("a", "b")
            def f(p: SizeConfig):
                return p.c  # ! undeclared-attribute
            === isinstance makes it known
            def f(x):
                if isinstance(x, AppConfig):
                    return x.workers  # ! undeclared-attribute
            === swallowed by a broad except
            def f(cfg: AppConfig):
                try:
                    return cfg.workers  # ! undeclared-attribute
                except Exception:
                    return None
            === inherited across files, in a subclass of the holder
            --- pkg/__init__.py
            from .settings import AppSettings
            --- pkg/settings.py
            from dataclasses import dataclass
            @dataclass
            class BaseAppSettings:
                debug: bool = False
            @dataclass
            class AppSettings(BaseAppSettings):
                port: int = 1
            --- pkg/base.py
            from . import AppSettings as S
            class Base:
                def __init__(self, settings: S):
                    self.settings = settings
            --- pkg/app.py
            from pkg.base import Base
            class App(Base):
                def run(self):
                    return self.settings.debug, self.settings.colour  # ! undeclared-attribute
            === module value imported elsewhere
            --- app/conf.py
            class AppSettings:
                port = 1
            current = AppSettings()
            --- app/use.py
            from app.conf import current
            import app.conf as c
            print(current.prot)  # ! typo
            print(c.current.workers)  # ! undeclared-attribute
            === star import and re-export
            --- app/__init__.py
            from .conf import *
            --- app/conf.py
            class AppSettings:
                port = 1
            --- main.py
            from app import AppSettings
            def f(s: AppSettings):
                return s.workers  # ! undeclared-attribute
            === function of a package that takes all names of its modules
            --- app/__init__.py
            from .loading import *
            --- app/conf.py
            class AppSettings:
                port = 1
            --- app/loading.py
            from app.conf import AppSettings
            def current():
                return AppSettings()
            --- main.py
            from app import current
            print(current().workers)  # ! undeclared-attribute
            === holder made once and imported elsewhere
            --- app/conf.py
            class AppSettings:
                port = 1
            --- app/service.py
            from app.conf import AppSettings
            class Service:
                def __init__(self):
                    self.chosen = AppSettings()
            --- app/services.py
            from app.service import Service
            mail = Service()
            --- main.py
            from app.services import mail
            print(mail.chosen.workers)  # ! undeclared-attribute
            === method that gives one, called in another file
            --- app/conf.py
            class AppSettings:
                port = 1
            --- app/service.py
            from app.conf import AppSettings
            class Service:
                def chosen(self):
                    return AppSettings()
            --- main.py
            from app.service import Service
            print(Service().chosen().workers)  # ! undeclared-attribute
            === same class name in two modules
            --- a/conf.py
            class RunConfig:
                left = 1
            --- b/conf.py
            class RunConfig:
                right = 1
            --- b/use.py
            from b.conf import RunConfig
            def f(c: RunConfig):
                return c.right, c.left  # ! undeclared-attribute
            === src layout
            --- src/pkg/conf.py
            class RunConfig:
                left = 1
            --- tests/test_it.py
            from pkg.conf import RunConfig
            def test_it():
                assert RunConfig().right  # ! undeclared-attribute
            === pytest fixture by name
            --- tests/conftest.py
            import pytest
            class RunConfig:
                left = 1
            @pytest.fixture
            def run_config():
                yield RunConfig()
            --- tests/sub/test_it.py
            def test_it(run_config):
                assert run_config.right  # ! undeclared-attribute
            === pydantic model
            --- app.py
            from pydantic import BaseModel
            class ChatConfig(BaseModel):
                model: str
            def f(c: ChatConfig):
                return c.model_dump(), c.temperature  # ! undeclared-attribute
            === field after the return of another function
            @dataclass
            class TestConfig:
                a: int = 1
            def make():
                return TestConfig()
                events: list = field(default_factory=list)  # ! misplaced-field
            def f(c: TestConfig):
                return c.events  # ! undeclared-attribute
            === early return leaves one
            def f(cfg: Optional[AppConfig]):
                if not cfg:
                    return
                print(cfg.workers)  # ! undeclared-attribute
            === a broken line elsewhere in the file
            def broken(:  # ! unparsed
                pass
            def f(cfg: AppConfig):
                return cfg.workers  # ! undeclared-attribute
            === below a registry of which all is known
            --- app.py
            from dataclasses import dataclass
            import abc
            import draccus
            class Hub:
                def push(self): ...
            @dataclass
            class PolicyConfig(draccus.ChoiceRegistry, Hub, abc.ABC):
                device: str = "cpu"
            @PolicyConfig.register_subclass("act")
            @dataclass
            class ActConfig(PolicyConfig):
                chunk: int = 1
            def f(config: ActConfig):
                config.push()
                return config.chunk + config.chunks  # ! typo
            === pydantic refuses what is set on it
            --- app.py
            from pydantic import BaseModel
            class ChatConfig(BaseModel):
                model: str = ""
            def test_it(cfg: ChatConfig):
                cfg.temperature = 1
            def f(cfg: ChatConfig):
                return cfg.temperature  # ! undeclared-attribute
            === pydantic has some names that begin with model
            --- app.py
            from pydantic import BaseModel
            class ChatConfig(BaseModel):
                name: str = ""
            def f(cfg: ChatConfig):
                cfg.model_dump()
                return cfg.model_id  # ! undeclared-attribute
            === setattr only of what exists
            def load(values):
                cfg = AppConfig()
                for key, value in values.items():
                    if hasattr(cfg, key):
                        setattr(cfg, key, value)
                return cfg
            def f(cfg: AppConfig):
                return cfg.workers  # ! undeclared-attribute
            === setattr after refusing what does not exist
            class RunSettings:
                a = 1
                def __init__(self, **values):
                    for key, value in values.items():
                        if not hasattr(self, key):
                            raise AttributeError(key)
                        setattr(self, key, value)
            def f(s: RunSettings):
                return s.b  # ! undeclared-attribute
            === nested class in the annotation of a method
            class Trainer:
                class Config:
                    steps = 1
                def __init__(self, config: Config):
                    print(config.epochs)  # ! undeclared-attribute
            === either version of a library
            --- app.py
            try:
                from pydantic.v1 import BaseModel
            except ImportError:
                from pydantic import BaseModel
            class ChatConfig(BaseModel):
                model: str = ""
            def f(cfg: ChatConfig):
                return cfg.temperature  # ! undeclared-attribute
            === a method of nearly that name is not meant by a field
            class FileConfig:
                def niter(self):
                    return self._niter  # ! undeclared-attribute
            === a method of nearly that name is meant by a call
            class FileConfig:
                def reload(self):
                    pass
            FileConfig().relaod()  # ! typo
            === the object that a loop goes through, or a with statement enters
            class RunSettings:
                a = 1
                def go(self):
                    for each in self.names:  # ! undeclared-attribute
                        print(each)
                    with self.lock:  # ! undeclared-attribute
                        print(self.a)
            === setattr after a read of the same attribute
            class RunSettings:
                names = "a"
                def __init__(self):
                    for name in self.names:
                        value = getattr(self, name)
                        if value:
                            setattr(self, name, value.strip())
            def f(s: RunSettings):
                return s.b  # ! undeclared-attribute
            === a base assigns the same object under a more general class
            @dataclass
            class FastConfig(AppConfig):
                steps: int = 1
            @dataclass
            class OpenConfig(AppConfig):
                def load(self, values):
                    for key, value in values.items():
                        setattr(self, key, value)
            class Policy:
                def __init__(self, config: AppConfig):
                    self.config = config
            class FastPolicy(Policy):
                def __init__(self, config: FastConfig):
                    super().__init__(config)
                    self.config = config
                def act(self):
                    return self.config.stride  # ! undeclared-attribute
            === structure of msgspec
            --- app.py
            import msgspec
            class BaseConfig(msgspec.Struct, kw_only=True, frozen=True):
                name: str = ""
            class DataConfig(BaseConfig, frozen=True):
                depth: int = 1
            def f(cfg: DataConfig):
                return cfg.name, cfg.depth, cfg.width  # ! undeclared-attribute
            === mixin that converts
            --- app.py
            from dataclasses import dataclass
            from mashumaro import DataClassDictMixin
            @dataclass
            class PlayerConfig(DataClassDictMixin):
                name: str = ""
            print(PlayerConfig.from_dict({}).to_dict(), PlayerConfig().volume)  # ! undeclared-attribute
            === decorator that makes dataclasses
            --- app.py
            from dataclasses import dataclass
            from typing import dataclass_transform
            @dataclass_transform(frozen_default=True)
            def command(cls):
                made = dataclass(frozen=True, kw_only=True)(cls)
                setattr(made, MARK, True)
                return made
            @command
            class NeedsConfig:
                amount: int = 0
                def load(self):
                    return self.amount, self.fee  # ! undeclared-attribute
            NeedsConfig(amount=1, fee=2)  # ! unknown-argument
            === argument of attrs that no field takes
            --- app.py
            from attrs import define, field
            @define
            class PoolConfig:
                _size: int
                name = field(default="")
            PoolConfig(size=1, name="a", depth=2)  # ! unknown-argument
            === the key by which a container is put in order
            def f(configs: dict[str, AppConfig], more: list[AppConfig]):
                more.sort(key=lambda c: c.weight)  # ! undeclared-attribute
                first = sorted(configs.values(), key=lambda c: c.rank)  # ! undeclared-attribute
                best = max(configs.values(), key=lambda c: c.port)
                return best.score  # ! undeclared-attribute
            === what FastAPI provides
            --- app.py
            from fastapi import Depends
            class ServerSettings:
                host = ""
            def settings():
                return ServerSettings()
            def route(s=Depends(settings)):
                return s.port  # ! undeclared-attribute
            === wherever the other modules of that name are, the one beside counts
            --- x/settings.py
            class RunSettings:
                a = 1
            --- y/settings.py
            class RunSettings:
                b = 1
            --- y/main.py
            from settings import RunSettings
            print(RunSettings().a)  # ! undeclared-attribute
            """;

    static Stream<Case> cases() {
        return Cases.in(CASES);
    }

    @ParameterizedTest
    @MethodSource("cases")
    void isFoundWhereItIsRead(Case tried, @TempDir Path folder) throws IOException {
        Cases.check(tried, folder);
    }
}
