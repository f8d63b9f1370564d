"""Plain values into figures: each function takes one frozen value and returns one standalone SVG as text."""

from __future__ import annotations

from standoff.draw.arrows import Move, MoveKind
from standoff.draw.band import BandOverTime, band
from standoff.draw.calibration import Calibration, CalibrationBin, ModelBins, calibration
from standoff.draw.cards import ConflictState
from standoff.draw.counts import Segment, WeeklyCounts, counts
from standoff.draw.fan import FanChart, FanInterval, fan
from standoff.draw.fans import FanCharts, fans
from standoff.draw.map import PlaceMap, place_map
from standoff.draw.map_marks import MapPlace
from standoff.draw.matrix import ExcitationMatrix, excitation
from standoff.draw.moves import MoveGraph, moves
from standoff.draw.network import SignedNetwork, network
from standoff.draw.nodes import Node
from standoff.draw.responses import ResponseCurve, ResponseCurves, responses
from standoff.draw.skill import SkillByUnit, UnitSkill, skill
from standoff.draw.spacing import BySpacing, by_spacing
from standoff.draw.stacked import stacked
from standoff.draw.states import StateMatrix, stability
from standoff.draw.ties import NetworkTie
from standoff.draw.timeline import Bar, BarRow, Timeline, timeline
from standoff.draw.verdicts import Verdict

__all__ = [
    "BandOverTime",
    "Bar",
    "BarRow",
    "BySpacing",
    "Calibration",
    "CalibrationBin",
    "ConflictState",
    "ExcitationMatrix",
    "FanChart",
    "FanCharts",
    "FanInterval",
    "MapPlace",
    "ModelBins",
    "Move",
    "MoveGraph",
    "MoveKind",
    "NetworkTie",
    "Node",
    "PlaceMap",
    "ResponseCurve",
    "ResponseCurves",
    "Segment",
    "SignedNetwork",
    "SkillByUnit",
    "StateMatrix",
    "Timeline",
    "UnitSkill",
    "Verdict",
    "WeeklyCounts",
    "band",
    "by_spacing",
    "calibration",
    "counts",
    "excitation",
    "fan",
    "fans",
    "moves",
    "network",
    "place_map",
    "responses",
    "skill",
    "stability",
    "stacked",
    "timeline",
]
