//SOURCES Cases.java
package python;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import python.Cases.Case;

class StaysSilentTest {
    private static final String CASES = """
            === hasattr guard
            def f(cfg: AppConfig):
                if hasattr(cfg, "workers"):
                    return cfg.workers
            === hasattr and
            def f(cfg: AppConfig):
                return hasattr(cfg, "workers") and cfg.workers
            === early return without the attribute
            def f(cfg: AppConfig):
                if not hasattr(cfg, "workers"):
                    return
                return cfg.workers
            === getattr with a default
            def f(cfg: AppConfig):
                return getattr(cfg, "workers", None) and cfg.workers
            === AttributeError is caught
            def f(cfg: AppConfig):
                try:
                    return cfg.workers
                except (KeyError, AttributeError):
                    return 1
            === handed on with the attribute's name
            def f(cfg: AppConfig, change):
                change(cfg, "workers", 3)
                return cfg.workers
            === suppressed
            import contextlib
            def f(cfg: AppConfig):
                with contextlib.suppress(AttributeError):
                    print(cfg.workers)
            === expected to raise
            import pytest
            def test_f():
                with pytest.raises(TypeError):
                    AppConfig(workers=1)
            === set from outside
            def f(cfg: AppConfig):
                cfg.workers = 1
            def g(cfg: AppConfig):
                return cfg.workers
            === setattr with a computed name
            def f(cfg: AppConfig, values):
                for key in values:
                    setattr(cfg, key, values[key])
            def g(cfg: AppConfig):
                return cfg.workers
            === setattr on self
            class FileConfig:
                def __init__(self, values):
                    for key, value in values.items():
                        setattr(self, key, value)
            print(FileConfig({}).workers)
            === dict of self updated
            class FileConfig:
                def __init__(self, **values):
                    self.__dict__.update(values)
            print(FileConfig(a=1).workers)
            === getattr method
            class FileConfig:
                def __getattr__(self, name):
                    return 1
            print(FileConfig().workers)
            === base that is not in the tree
            from elsewhere import Base
            class FileConfig(Base):
                a = 1
            print(FileConfig().workers)
            === decorator that is not in the tree
            from elsewhere import enrich
            @enrich
            class FileConfig:
                a = 1
            print(FileConfig().workers)
            === extra fields allowed
            --- app.py
            from pydantic import BaseModel, ConfigDict
            class ChatConfig(BaseModel):
                model_config = ConfigDict(extra="allow")
                model: str
            print(ChatConfig(model="x", other=1).other)
            === mock
            from unittest.mock import Mock, MagicMock
            def test_f():
                cfg = Mock(spec=AppConfig)
                cfg2: AppConfig = MagicMock()
                print(cfg.workers)
            === subclass has it
            @dataclass
            class SubConfig(AppConfig):
                workers: int = 1
            def f(cfg: AppConfig):
                return cfg.workers
            === narrowed to a subclass
            @dataclass
            class SubConfig(AppConfig):
                workers: int = 1
            def f(cfg: AppConfig):
                if isinstance(cfg, SubConfig):
                    return cfg.workers
                assert isinstance(cfg, SubConfig)
                return cfg.workers
            === union with something else
            def f(cfg: AppConfig | dict):
                return cfg.items()
            === assigned in post init
            @dataclass
            class RunConfig:
                a: int = 1
                def __post_init__(self):
                    self.b = self.a
                    self.c, (self.d, *self.e) = 1, (2, 3)
            def f(c: RunConfig):
                return c.b, c.c, c.d, c.e
            === frozen, set through object
            @dataclass(frozen=True)
            class RunConfig:
                def __post_init__(self):
                    object.__setattr__(self, "b", 1)
            print(RunConfig().b)
            === conditional definition
            import sys
            class RunConfig:
                if sys.platform == "win32":
                    a = 1
                else:
                    b = 2
                for c in range(3):
                    pass
            print(RunConfig.a, RunConfig.b, RunConfig.c)
            === properties, methods, nested classes, class variables
            class RunConfig:
                limit = 3
                class Inner:
                    x = 1
                @property
                def size(self): return 1
                def m(self): return 1
            print(RunConfig().size, RunConfig().m(), RunConfig.Inner.x, RunConfig().limit, RunConfig().__dict__)
            === enumeration
            from enum import Enum
            class ModeOptions(Enum):
                A = 1
            print(ModeOptions.A.value, ModeOptions.B.name)
            === parameter of unknown type
            def f(cfg):
                return cfg.workers
            === shadowed by another object
            cfg = AppConfig()
            def f(cfg):
                return cfg.workers
            === reassigned to something else
            def f(cfg: AppConfig, other):
                cfg = other
                return cfg.workers
            === class defined twice
            try:
                from fast import RunConfig
            except ImportError:
                class RunConfig:
                    a = 1
            print(RunConfig().b)
            === name of the standard library
            --- logging/config.py
            class RunConfig:
                a = 1
            --- app/main.py
            import json
            def f(c: "RunConfig"):
                return c.b
            === private attribute set on a new object by the class's own code
            class RunConfig:
                @classmethod
                def make(cls):
                    made = cls.__new__(cls)
                    made._x = 1
                    return made
                def x(self):
                    return self._x
            === code that is never reached
            def f(cfg: AppConfig):
                return 1
                return cfg.workers
            === keywords through a mapping, keywords of a class with its own init
            class RunConfig:
                def __init__(self, a, *, b=1, **rest): ...
            @dataclass
            class OtherConfig(AppConfig):
                def __init__(self, z): ...
            values = {}
            print(RunConfig(1, c=2), OtherConfig(z=1), AppConfig(**values, port=1))
            === field of a subclass given to its constructor
            @dataclass
            class SubConfig(AppConfig):
                workers: int = 1
            print(SubConfig(host="a", workers=2).workers)
            === pydantic alias
            --- app.py
            from pydantic import BaseModel, Field
            class ChatConfig(BaseModel):
                model: str = Field(alias="modelName")
            print(ChatConfig(modelName="x").dict(), ChatConfig.model_validate({}).model)
            === annotated local that is used
            def f():
                limit: int = 3
                return AppConfig(port=limit)
            === mixin of a reflected class
            class AutoConfig:
                def m(self):
                    return self.other
            for name in dir(AutoConfig):
                print(name)
            === hydra
            from omegaconf import DictConfig
            import hydra
            @hydra.main(version_base=None)
            def main(cfg: AppConfig):
                return cfg.get("x")
            === module level getattr
            --- conf.py
            class RunConfig:
                a = 1
            def __getattr__(name): ...
            --- use.py
            import conf
            print(conf.current.b)
            === nothing broken by bytes that are no code
            def f(cfg: AppConfig):
                s = "cfg.workers"  # cfg.workers
                return s
            === key of a typed dictionary that is set
            class IndexConfig(TypedDict):
                dims: int
            def prepare(index: IndexConfig):
                index = index.copy()
                index["tokens"] = 1
                return index
            def use(index: IndexConfig):
                return index["tokens"]
            === abstract class whose subclasses are elsewhere
            from abc import ABC, abstractmethod
            class ExportConfig(ABC):
                @property
                @abstractmethod
                def inputs(self): ...
            def export(config: ExportConfig):
                return config.use_past
            === protocol
            from typing import Protocol
            class HostConfig(Protocol):
                host: str
            def f(config: HostConfig):
                return config.port
            === isinstance says that it may be another class
            class Parent:
                child: AppConfig = field(default_factory=AppConfig)
            @dataclass
            class OtherConfig:
                extra: int = 1
            def test_swap(self, parent: Parent):
                self.assertIsInstance(parent.child, OtherConfig)
            def test_other(parent: Parent):
                return parent.child.extra
            === another class handed to a base
            class Base:
                class Config:
                    host = ""
                config: Config
                def __init__(self, config: Config):
                    self.config = config
            class Wide:
                class Config:
                    host = ""
                    validator = 1
            class Trainer(Base):
                def __init__(self, config: Wide.Config):
                    super().__init__(config)
                def run(self):
                    return self.config.validator
            === another class handed to an annotated parameter
            @dataclass
            class WideConfig:
                validator: int = 1
            def show(config: AppConfig):
                return config.validator
            show(WideConfig())
            === attribute of a mock in the module
            from unittest import mock
            class Service:
                config: AppConfig
            def test_it(service: Service):
                service.config = mock.MagicMock(workers=3)
            def test_other(service: Service):
                return service.config.workers
            === a comment for the type checker
            def f(cfg: AppConfig):
                return cfg.workers  # type: ignore[attr-defined]
            === filled through the dictionary of an object
            def load(values):
                cfg = AppConfig()
                for key, value in values.items():
                    cfg.__dict__[key] = value
                return cfg
            def f(cfg: AppConfig):
                return cfg.workers
            === pydantic model that is set past its own say
            --- app.py
            from pydantic import BaseModel
            class ChatConfig(BaseModel):
                model: str = ""
            def f(cfg: ChatConfig):
                object.__setattr__(cfg, "temperature", 1)
                return cfg.temperature
            === setattr after asking for something else
            def load(values):
                cfg = AppConfig()
                for key, value in values.items():
                    if not hasattr(cfg, key):
                        setattr(cfg, key, value)
                return cfg
            def f(cfg: AppConfig):
                return cfg.workers
            === setattr after a question that is broken off
            def load(values):
                cfg = AppConfig()
                for key, value in values.items():
                    if not hasattr(cfg, key):
                    setattr(cfg, key, value)  # ! unparsed
                return cfg
            def f(cfg: AppConfig):
                return cfg.workers
            === method of a registry
            --- app.py
            import draccus
            class PolicyConfig(draccus.ChoiceRegistry):
                pass
            print(PolicyConfig.get_known_choices())
            === decorator that sets methods on the class
            def with_defaults(cls):
                first = cls.__init__
                def init(self, **values):
                    first(self)
                def set_defaults(klass, **values):
                    klass.defaults = values
                cls.__init__ = init
                cls.set_defaults = classmethod(set_defaults)
                return cls
            @with_defaults
            class FileConfig:
                a = 1
            FileConfig.set_defaults(b=2)
            FileConfig(b=2)
            === member of an enumeration whose value is an object
            from enum import Enum
            class Preset(Enum):
                SMALL = AppConfig(port=1)
                @property
                def title(self):
                    return self.name
            print(Preset.SMALL.title, Preset.SMALL.name)
            === name of a class that a test replaces
            def test_f(mocker):
                mocker.patch("app.AppConfig")
                AppConfig(workers=1)
                AppConfig.assert_called_once_with(workers=1)
                print(AppConfig.return_value.workers)
            === attribute that a test replaces
            from types import SimpleNamespace
            class Server:
                config: AppConfig
            def make(server: Server):
                server.config = SimpleNamespace(workers=1)
                return server
            def test_f(server: Server):
                print(server.config.workers)
            === attribute of a mock behind an annotation
            from unittest import mock
            def test_f(cfg: AppConfig):
                cfg.call_count
                cfg.assert_called_once_with(1)
            === field object in the class body
            --- app.py
            import attrs
            class AppConfig:
                host = ""
            @attrs.define
            class Server:
                config: AppConfig = attrs.field()
                @config.default
                def _default(self):
                    return AppConfig()
            === library of the same name as the module that wraps it
            --- pkg/__init__.py
            --- pkg/redis.py
            from redis import RedisConfig as Base
            try:
                from redis import RedisConfig
            except ImportError:
                class RedisConfig:
                    pass
            def f(cfg):
                if isinstance(cfg, RedisConfig):
                    return cfg.socket_timeout
            === private name from outside
            class FileConfig:
                def __init__(self):
                    self.__path = "a"
            def test_f(cfg: FileConfig):
                return cfg._FileConfig__path
            === schema of its own for pydantic
            --- app.py
            from pydantic import BaseModel
            class AnyConfig(BaseModel):
                @classmethod
                def __get_pydantic_core_schema__(cls, source, handler):
                    return handler(dict)
            class Server(BaseModel):
                config: AnyConfig
            def f(server: Server):
                return server.config.workers
            === wrapper of a decorator sets it on self
            def traced(method):
                def wrapper(self, *args):
                    self.span = 1
                    return method(self, *args)
                return wrapper
            class FileConfig:
                @traced
                def load(self):
                    pass
            def f(cfg: FileConfig):
                return cfg.span
            === class object of a decorated subclass
            import ray
            from typing import Type
            class RoleConfig:
                a = 1
            @ray.remote
            class RemoteConfig(RoleConfig):
                pass
            def f(role: Type[RoleConfig]):
                return role.options(1).remote()
            === modules of one name in folders beside
            --- x/requirements.txt
            --- x/settings.py
            class RunSettings:
                a = 1
            --- y/one/settings.py
            class RunSettings:
                b = 1
            --- y/two/main.py
            from settings import RunSettings
            print(RunSettings().b)
            === mixin of classes that are not in the tree
            --- app.py
            from elsewhere import Loader
            class PathOptions:
                root = ""
                def load(self):
                    return self.reader.read(self.root)
            class FileLoader(PathOptions, Loader):
                pass
            === base that a function makes
            --- app.py
            from typing import Generic, Type, TypeVar
            T = TypeVar("T")
            class Base(Generic[T]):
                pass
            def create(db) -> Type[Base[T]]:
                class Model(Base[T], db.Model):
                    pass
                return Model
            Model = create(None)
            class RunConfig(Model):
                name = ""
            RunConfig(name="a").save()
            === one of two kinds, told apart by what it has
            def f(cfg: AppConfig):
                if hasattr(cfg, "port"):
                    return cfg.port
                else:
                    return cfg.ports[0]
            === has what the class lacks
            def f(cfg: AppConfig):
                if hasattr(cfg, "to_container"):
                    return cfg.merged()
            === descriptor
            class LimitSettings:
                def __get__(self, owner, kind):
                    return Value(self)
            class Server:
                limit = LimitSettings()
            print(Server.limit.offset, Server().limit.offset)
            === handed to a function that sets what it is told
            def override(target, values):
                for key, value in values.items():
                    setattr(target, key, value)
            class FileConfig:
                def __init__(self, values):
                    override(self, values)
            print(FileConfig({}).workers)
            === class as a default
            def load(path, make=AppConfig):
                cfg = make(path)
                return cfg.workers
            === constructor of the base that Python asks first
            class BaseSettings:
                def __init__(self, id=None):
                    self.id = id
            class LeftMixin(BaseSettings):
                pass
            class RightMixin(BaseSettings):
                def __init__(self, *args, fill=None, **rest):
                    super().__init__(*args, **rest)
                    self.fill = fill
            class BothSettings(LeftMixin, RightMixin):
                pass
            print(BothSettings(fill=1).fill)
            === arguments of attrs
            --- app.py
            import attr
            from attrs import define, field
            @define
            class PoolConfig:
                _size: int
                name = field(default="")
            @attr.define
            class NodeConfig:
                pool = attr.field()
            @attr.s
            class OldConfig:
                pool = attr.ib()
            print(PoolConfig(size=1, name="a"), NodeConfig(pool=1), OldConfig(pool=2))
            === object that only marks that nothing is given
            class NoConfig:
                def __repr__(self):
                    return "<none>"
            MISSING = NoConfig()
            def f(config=MISSING):
                return config.get("a")
            === method of a class itself
            class PartConfig:
                @classmethod
                def lineage(cls):
                    return cls.mro()
            === name that is compared with classes
            class SizeConfig:
                units = ()
            class TextConfig:
                @classmethod
                def parse(cls, text):
                    return cls()
            KINDS = {"size": SizeConfig()}
            for kind in KINDS.values():
                if kind in (TextConfig, SizeConfig):
                    kind = kind.parse("a")
                if kind == TextConfig:
                    kind.parse("b")
            === class below which others are made at run time
            class PlanConfig:
                def __init__(self):
                    self.steps = [self.first]
            def build(name, values):
                return type(name, (PlanConfig,), dict(values))
            === replaced by a method of its unknown owner
            def f(make):
                handler = make()
                handler.stream = AppConfig()
                handler.reopen()
                return handler.stream.name
            === imported from the folder of the script that starts it, which is a package too
            --- apps/__init__.py
            --- apps/manage.py
            import orgs.mixins
            --- apps/orgs/__init__.py
            --- apps/orgs/mixins.py
            class OrgSettings:
                def cookie(self):
                    return self.scope["cookie"]
            --- apps/ops/__init__.py
            --- apps/ops/ws.py
            from channels import Consumer
            from orgs.mixins import OrgSettings
            class Task(Consumer, OrgSettings):
                pass
            === object of another class, to which a chain of files leads
            --- core.py
            class CoreSettings:
                a = 1
            --- loops.py
            from core import CoreSettings
            class LoopSetting(CoreSettings):
                scene = ""
            --- kaggle.py
            from core import CoreSettings
            class KaggleSetting(CoreSettings):
                b = 1
            --- science.py
            from kaggle import KaggleSetting
            class ScienceSetting(KaggleSetting):
                selector = ""
            --- deep.py
            from science import ScienceSetting
            class DeepSetting(ScienceSetting):
                depth = 1
            --- values.py
            from deep import DeepSetting
            DEEP = DeepSetting()
            --- run.py
            from loops import LoopSetting
            class Loop:
                def __init__(self, given: LoopSetting):
                    self.selector = given.selector
            --- main.py
            from run import Loop
            from values import DEEP
            Loop(DEEP)
            === type in a comment
            class CommandOptions:
                def connect(self,  # type: Application
                            name: str):
                    self.notify(name)
            """;

    static Stream<Case> cases() {
        return Cases.in(CASES);
    }

    @Test
    void nothingIsSaidOfAModuleThatIsALinkToOneOfSeveral(@TempDir Path folder) throws IOException {
        Cases.write(folder, "a/shared.py", "class RunSettings:\n    b = 1\n");
        Cases.write(folder, "lib/shared.py", "class RunSettings:\n    a = 1\n");
        Cases.write(folder, "b/main.py", "from shared import RunSettings\nprint(RunSettings().b)\n");
        Files.createSymbolicLink(folder.resolve("b/shared.py"), Path.of("../a/shared.py"));
        assertEquals(List.of(), Cases.findings(folder, ConfigOptions.standard()));
    }

    @ParameterizedTest
    @MethodSource("cases")
    void nothingIsSaidWhereItCannotBeSure(Case tried, @TempDir Path folder) throws IOException {
        Cases.check(tried, folder);
    }
}
