"""Addresses of casework: records."""

from django.urls import URLPattern

urlpatterns: list[URLPattern] = []
