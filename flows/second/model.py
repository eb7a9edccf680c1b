"""A model asked for second readings, over an endpoint that speaks the protocol of OpenAI. Nothing else here sends.

Address, key and model come from the caller, who has them from a person. The model has no tools; its answer is held to a
schema, and one that is malformed is sent back once.
"""

from __future__ import annotations

import asyncio
import datetime as dt
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field

from flows.second.reading import Answer
from flows.second.tasks import Task

AT_ONCE = 4
TRIES = 5
SECONDS = 300.0
TOKENS_A_CHARACTER = 0.28
"""About; what a prompt weighs before it is sent."""
ANSWER_TOKENS = 1_500
"""About; what an answer to one prompt weighs."""


class NotInstalledError(Exception):
    """The extra that speaks to models is not installed."""


@dataclass(frozen=True)
class Endpoint:
    """Where a model is asked."""

    address: str
    key: str
    model: str


@dataclass
class Asked:
    """What came of asking: how many were read, refused or failed, what they used, and those left by the budget."""

    read: int = 0
    failed: list[str] = field(default_factory=list)
    left: int = 0
    tokens: int = 0


def estimate(task: Task) -> int:
    """About how many tokens asking for a document takes, its answer included."""
    return int(len(task.prompt) * TOKENS_A_CHARACTER) + ANSWER_TOKENS


def ask(
    tasks: Sequence[Task],
    endpoint: Endpoint,
    budget: int,
    pictures: Callable[[Task], Sequence[bytes]],
    tell: Callable[[Task, str], None],
) -> Asked:
    """Ask for the reading of each document, and keep each as it comes. Raises NotInstalledError.

    `budget`: tokens after which no further document is sent. What fails is told of and kept as a failure, so that it
    is found in the data set; what is kept already is never lost.
    """
    asked, reader, waiting = Asked(), _Reader(endpoint), iter(tasks)

    async def work() -> None:
        for task in waiting:
            expected = estimate(task)
            if asked.tokens + expected > budget:
                asked.left += 1
                continue
            asked.tokens += expected
            failure, used = await reader.read(task, pictures(task))
            asked.tokens += used - expected
            if failure:
                asked.failed.append(task.path)
            else:
                asked.read += 1
            tell(task, failure)

    async def all_at_once() -> None:
        await asyncio.gather(*(work() for _ in range(AT_ONCE)))

    asyncio.run(all_at_once())
    return asked


class _Reader:
    """A model at an endpoint."""

    def __init__(self, endpoint: Endpoint) -> None:
        try:
            from openai import AsyncOpenAI  # noqa: PLC0415  an extra, wanted for this alone
            from pydantic_ai import Agent, NativeOutput  # noqa: PLC0415
            from pydantic_ai.models.openai import OpenAIChatModel  # noqa: PLC0415
            from pydantic_ai.providers.openai import OpenAIProvider  # noqa: PLC0415
        except ImportError as error:
            raise NotInstalledError(str(error)) from error
        client = AsyncOpenAI(
            base_url=endpoint.address, api_key=endpoint.key or "none", max_retries=TRIES, timeout=SECONDS
        )
        model = OpenAIChatModel(endpoint.model, provider=OpenAIProvider(openai_client=client))
        self.by = f"model:{endpoint.model}"
        self.agent = Agent(model, output_type=NativeOutput(Answer), retries=1)

    async def read(self, task: Task, pictures: Sequence[bytes]) -> tuple[str, int]:
        """Ask for one document and keep the answer: why there is none, or "", and the tokens used."""
        from pydantic_ai import BinaryContent  # noqa: PLC0415
        from pydantic_ai.exceptions import AgentRunError, UnexpectedModelBehavior  # noqa: PLC0415

        shown = [BinaryContent(data=picture, media_type="image/webp") for picture in pictures]
        today = dt.date.today()
        try:
            told = await self.agent.run([task.prompt, *shown], model_settings={"temperature": 0})
        except UnexpectedModelBehavior as error:
            failure = f"its answer is not of the form that is wanted, twice: {error}"
            task.keep(task.reading(Answer(), self.by, today, failure=failure))
            return failure, estimate(task)
        except AgentRunError as error:  # nothing was read: the next run asks again
            return f"the endpoint does not answer: {error}", 0
        named = f"model:{told.response.model_name or self.by.partition(':')[2]}"
        task.keep(task.reading(told.output, named, today, asked=self.by))
        return "", told.usage.input_tokens + told.usage.output_tokens
